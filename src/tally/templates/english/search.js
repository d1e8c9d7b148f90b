const search = document.getElementById("search");
const words = document.getElementById("words");
const entries = [...document.querySelectorAll(".entry")];
const found = document.getElementById("found");
const texts = entries.map((entry) => entry.textContent.toLocaleLowerCase());
const filter = () => {
  const wanted = words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  entries.forEach((entry, place) => {
    entry.hidden = !wanted.every((word) => texts[place].includes(word));
    shown += entry.hidden ? 0 : 1;
  });
  found.textContent = wanted.length ? `${shown} of ${entries.length}` : "";
};
words.addEventListener("input", filter);
search.hidden = entries.length < 2;
filter();
