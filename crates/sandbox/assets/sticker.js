// A sticker drawn on the spot.

import { upload } from "./api.js";

/** The content of a sticker message; browsers that cannot write WebP let the sandbox make one. */
export async function drawn() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 512;
  const paint = canvas.getContext("2d");
  paint.font = "380px sans-serif";
  paint.textAlign = "center";
  paint.textBaseline = "middle";
  paint.fillText("🧥", 256, 280);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/webp", 0.8));
  return blob?.type === "image/webp" ? { id: await upload(blob, "sticker.webp") } : {};
}
