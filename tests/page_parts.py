"""How a browser finds the parts of a built page, whose cards have their places as ids."""

NUMBER = "button:is(.number, [popovertarget]:not([class], .closing *))"


def card_id(page, name):
    """Return the id of the card of a number."""
    return page.locator(f".closing a[href='#at.{name}']").evaluate("link => link.closest('.card').id")
