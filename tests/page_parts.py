"""How a browser finds the parts of a built page, whose cards have their places as ids."""

NUMBER = "button:is(.number, [popovertarget]:not([class], .card-close *))"


def card_id(page, name):
    """Return the id of the card of a number."""
    return page.evaluate("name => document.getElementById(name).closest('.card').id", name)
