// A new arrangement of everything by forces, when somebody asks for it: fcose, fetched then.

import cytoscape from "../../vendor/cytoscape.js";

const MOST = 300; // entities; more would keep the page busy for seconds
let isKnown = false;

/** @param {import("./drawing.js").Drawing} drawing */
export async function arrange({ cy, fit, keepPlaces }) {
  if (cy.nodes().length > MOST || cy.nodes().length < 3) return;
  const { default: fcose } = await import("../../vendor/cytoscape-fcose.js");
  if (!isKnown) cytoscape.use(fcose);
  isKnown = true;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // not at random: the same picture is arranged the same way each time
  const options = {
    name: "fcose", quality: "proof", randomize: false, animate: !isStill, animationDuration: 400, fit: false,
    nodeDimensionsIncludeLabels: true, idealEdgeLength: 170, nodeRepulsion: 14_000, nodeSeparation: 120, gravity: 0.2,
  };
  const layout = cy.layout(/** @type {any} */ (options));
  const done = layout.promiseOn("layoutstop");
  layout.run();
  await done;
  keepPlaces();
  fit();
}
