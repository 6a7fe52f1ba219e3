// Colours that are mixed from those of the theme.
import assert from "node:assert/strict";
import { test } from "node:test";

import { mixed, shadeOf } from "../../../graph/components/browser/theme.js";

test("A colour is thinned with the ground, from all of it to none.", () => {
  assert.equal(mixed([0, 0, 0], [255, 255, 255], 1), "rgb(0,0,0)");
  assert.equal(mixed([0, 0, 0], [255, 255, 255], 0), "rgb(255,255,255)");
  assert.equal(mixed([0, 100, 200], [100, 100, 100], 0.5), "rgb(50,100,150)");
});

test("A shade has one colour for a light and one for a dark page.", () => {
  const theme = { text: "", ground: "", accent: "", font: "", mixed: () => "" };
  const shade = { light: "#00805e", dark: "#2bc59a" };
  assert.equal(shadeOf({ ...theme, dark: false }, shade), "#00805e");
  assert.equal(shadeOf({ ...theme, dark: true }, shade), "#2bc59a");
});
