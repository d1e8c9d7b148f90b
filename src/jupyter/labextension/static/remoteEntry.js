// A prebuilt JupyterLab extension that needs no build: the two functions that JupyterLab expects of a module, by hand.

(() => {
  let shared; // the libraries that JupyterLab shares with extensions
  const MOST_ROWS = 2000; // more are slow as HTML

  /** Return a library that JupyterLab shares. */
  const library = async (name) => (await Object.values(shared[name])[0].get())();

  /** Open the table of contents, and the start page if nothing else was asked for. */
  const arrange = async ({ commands, restored, serviceManager }, page) => {
    const start = "notebooks/explore.ipynb";
    const found = await serviceManager.contents.get(start, { content: false }).catch(() => null);
    await restored;
    if (!found) return;
    if (!page.treePath) await commands.execute("docmanager:open", { path: start });
    await commands.execute("toc:show-panel");
  };

  /** Arrange a new layout; what a user has arranged before stays as it was. */
  const contents = {
    id: "tally-lab:contents",
    description: "Opens the table of contents in a new layout.",
    autoStart: true,
    activate(app) {
      const page = JSON.parse(document.getElementById("jupyter-config-data").textContent);
      const before = app.serviceManager.workspaces.fetch(page.workspace || "default").catch(() => ({ data: {} }));
      const reset = new URLSearchParams(location.search).has("reset");
      before.then(({ data }) => (data["layout-restorer:data"]?.main && !reset ? null : arrange(app, page)));
    },
  };

  /** Return the rows of a CSV text (RFC 4180), each a list of cells. */
  const parsed = (text) => {
    const rows = [[]];
    for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)) {
      rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      if (end === "") break;
      if (end !== ",") rows.push([]);
    }
    return rows.filter((row) => row.length > 1 || row[0]);
  };

  const STYLE = `
    .tally-table { overflow: auto; padding: 0; }
    .tally-table table { border-collapse: separate; border-spacing: 0; font-size: var(--jp-ui-font-size1); }
    .tally-table :is(th, td) { padding: 4px 10px; vertical-align: top; text-align: start; max-width: 26rem;
      min-width: 10rem; border-bottom: 1px solid var(--jp-border-color2); background: var(--jp-layout-color1);
      color: var(--jp-ui-font-color1); overflow-wrap: break-word; line-height: 1.4; }
    .tally-table :is(th, td).long { min-width: 22rem; }
    .tally-table :is(th, td):is(.short, .number) { min-width: 0; white-space: nowrap; }
    .tally-table .number { text-align: end; font-variant-numeric: tabular-nums; }
    .tally-table thead th { position: sticky; top: 0; z-index: 1; background: var(--jp-layout-color2); }
    .tally-table tr > :first-child { position: sticky; left: 0; white-space: nowrap; font-weight: 600; }
    .tally-table thead th:first-child { z-index: 2; }
    .tally-table p { padding: 0 10px; }
  `;

  /** Return an element with text. */
  const element = (name, text = "", style = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = style;
    return made;
  };

  /** Return what a CSV text contains as a table: names stay on one line, long texts wrap, nothing is cut. */
  const table = (text) => {
    const [head = [], ...rows] = parsed(text.replace(/^\uFEFF/, ""));
    const styles = head.map((_, column) => {
      const cells = rows.map((row) => row[column] ?? "").filter(Boolean);
      const longest = Math.max(0, ...cells.map((cell) => cell.length));
      const number = cells.length && cells.every((cell) => /^-?\d+(\.\d+)?$/.test(cell));
      return number ? "number" : longest > 60 ? "long" : longest <= 32 ? "short" : "";
    });
    const made = element("table");
    const [top, body] = [made.createTHead().insertRow(), made.createTBody()];
    head.forEach((name, column) => {
      const cell = top.appendChild(element("th", name, styles[column]));
      cell.scope = "col";
    });
    for (const row of rows.slice(0, MOST_ROWS)) {
      const line = body.insertRow();
      row.forEach((cell, column) => {
        const made = line.appendChild(element(column ? "td" : "th", cell, styles[column]));
        made.dir = "auto";
        if (!column) made.scope = "row";
      });
    }
    const rest = rows.length - MOST_ROWS;
    const parts = [element("style", STYLE), made];
    if (rest > 0) parts.push(element("p", `${rest} more rows: choose Open With, CSV Viewer.`));
    return parts;
  };

  const viewer = {
    id: "tally-lab:table",
    description: "Shows CSV files as tables that are not cut.",
    dataType: "string",
    documentWidgetFactoryOptions: {
      name: "Readable Table",
      primaryFileType: "csv",
      fileTypes: ["csv"],
      defaultFor: ["csv"],
    },
  };

  const modules = {
    "./contents": async () => contents,
    "./table": async () => {
      const { Widget } = await library("@lumino/widgets");
      class Table extends Widget {
        constructor({ mimeType }) {
          super();
          this.mimeType = mimeType;
          this.addClass("tally-table");
        }

        async renderModel(model) {
          this.node.replaceChildren(...table(String(model.data[this.mimeType] ?? "")));
        }
      }
      const rendererFactory = { safe: true, mimeTypes: ["text/csv"], createRenderer: (options) => new Table(options) };
      return { ...viewer, rendererFactory };
    },
  };

  globalThis._JUPYTERLAB ??= {};
  globalThis._JUPYTERLAB["tally-lab"] = {
    init: (scope) => void (shared = scope),
    get: async (name) => {
      const made = await modules[name]();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
