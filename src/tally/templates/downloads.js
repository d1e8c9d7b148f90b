// A chart as a picture of twice its size, made from its drawing when a reader saves it. Without scripts, a small one is
// saved, since larger ones would make the page too large.
const SCALE = 2, PAPER = "#fdfcf9";
const enlarge = async (link) => {
  const drawing = link.parentElement.querySelector("[download$='.svg']").getAttribute("href");
  const [face] = document.querySelector("style").textContent.match(/@font-face\s*\{[^}]*Inter[^}]*\}/) || [""];
  const svg = decodeURIComponent(drawing.slice(drawing.indexOf(",") + 1)).replace(">", `><style>${face}</style>`);
  const image = new Image(), canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  link.href = canvas.toDataURL("image/png");
};
document.querySelectorAll("[download$='.png']").forEach((link) => link.addEventListener("click", async (event) => {
  if (link.dataset.tried) return;
  event.preventDefault();
  link.dataset.tried = "yes";
  try {
    await enlarge(link);
  } finally {
    link.click();
  }
}));
