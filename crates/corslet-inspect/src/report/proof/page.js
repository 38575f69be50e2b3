
"use strict";
const main = document.querySelector("main");
const { origin, url, method, credentials, does } = main.dataset;
const state = document.getElementById("state");
const answer = document.getElementById("answer");
const button = document.querySelector("button");

function conclude(result, sentence) {
  main.dataset.result = result;
  state.textContent = sentence;
}

async function prove() {
  const asked = document.getElementById("url")?.value ?? url;
  conclude("waiting", "Asking …");
  try {
    const response = await fetch(asked, { method, credentials });
    const text = await response.text();
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    answer.textContent = [response.status, ...headers, "", text.slice(0, 100000)].join("\n");
    conclude("read", "This page has read the answer. It is shown below, and goes nowhere else.");
  } catch (error) {
    const sends = "It was not read. Whether it was sent, a page is not told: look into the network panel.";
    conclude("refused", does === "sends" ? sends : `The browser refused: ${error.message}`);
  }
}

if (self.origin !== origin) {
  conclude("wrong-origin", `This page is on ${self.origin}, and proves something on ${origin} only.`);
  if (button) button.disabled = true;
} else if (button) {
  button.addEventListener("click", prove);
} else {
  prove();
}
