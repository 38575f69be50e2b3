// Runs in the page under test. CONFIG is {page, control, workers}.
// Every request to the control server is CORS-safelisted and uncredentialed.

const TIMEOUT_MS = 30000;
const WARM_UP_MS = 1500;

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

async function control(path, params, body) {
  const url = CONFIG.control + path + "?" + new URLSearchParams(params);
  const init = { credentials: "omit", cache: "no-store" };
  if (body !== undefined) {
    init.method = "POST";
    init.headers = { "Content-Type": "text/plain" };
    init.body = JSON.stringify(body);
  }
  for (let attempt = 0; ; attempt++) {
    try {
      return await (await fetch(url, init)).json();
    } catch (error) {
      if (attempt === 3) throw error;
      await sleep(200);
    }
  }
}

function withTimeout(promise) {
  return Promise.race([
    promise,
    sleep(TIMEOUT_MS).then(() => { throw new Error("timeout"); }),
  ]);
}

async function runFetch(spec) {
  const init = {
    headers: spec.headers,
    credentials: spec.credentials,
    mode: spec.mode,
    redirect: spec.redirect,
  };
  if ("method" in spec) init.method = spec.method;
  if ("body" in spec) init.body = spec.body;
  let request;
  try {
    request = new Request(spec.url, init);
  } catch (error) {
    return { outcome: "type-error-before-send", page_error: String(error) };
  }
  const guarded = [...request.headers];
  let response;
  try {
    response = await withTimeout(fetch(request));
  } catch (error) {
    return { outcome: "network-error", page_error: String(error), request_headers_after_guard: guarded };
  }
  const outcome = ["opaque", "opaqueredirect"].includes(response.type) ? response.type : "readable";
  let body;
  try {
    body = await withTimeout(response.text());
  } catch (error) {
    body = String(error);
  }
  return {
    outcome,
    response_type: response.type,
    status_visible: response.status,
    response_url: response.url,
    redirected: response.redirected,
    visible_headers: [...response.headers],
    body,
    request_headers_after_guard: guarded,
  };
}

function runXhr(spec) {
  return new Promise(resolve => {
    const xhr = new XMLHttpRequest();
    const failed = reason => resolve({ outcome: "network-error", page_error: "XHR: " + reason });
    try {
      xhr.open("method" in spec ? spec.method : "GET", spec.url);
      xhr.withCredentials = spec.credentials === "include";
      for (const [name, value] of spec.headers) xhr.setRequestHeader(name, value);
      if (spec.upload_listener) xhr.upload.addEventListener("progress", () => {});
    } catch (error) {
      resolve({ outcome: "type-error-before-send", page_error: String(error) });
      return;
    }
    xhr.timeout = TIMEOUT_MS;
    xhr.onerror = () => failed("error event");
    xhr.onabort = () => failed("abort event");
    xhr.ontimeout = () => failed("timeout");
    xhr.onload = () => {
      const headers = [];
      for (const line of xhr.getAllResponseHeaders().split("\r\n")) {
        const colon = line.indexOf(":");
        if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")]);
      }
      resolve({
        outcome: "readable",
        response_type: "xhr",
        status_visible: xhr.status,
        response_url: xhr.responseURL,
        visible_headers: headers,
        body: xhr.responseText,
      });
    };
    try {
      xhr.send("body" in spec ? spec.body : null);
    } catch (error) {
      resolve({ outcome: "network-error", page_error: String(error) });
    }
  });
}

async function runCase(job) {
  const steps = [];
  let late = 0;
  let previous = performance.now();
  for (let index = 0; index < job.steps.length; index++) {
    const { wait, request } = job.steps[index];
    if (index > 0) await control("/step", { id: job.id, step: index });
    if (wait) await sleep(wait);
    const now = performance.now();
    late = Math.max(late, now - previous - wait);
    previous = now;
    steps.push(await (request.api === "xhr" ? runXhr(request) : runFetch(request)));
  }
  await control("/result", {}, { id: job.id, steps, late });
}

async function worker() {
  for (;;) {
    const job = await control("/next", { page: CONFIG.page });
    if (!job.id) return;
    await runCase(job);
  }
}

async function main() {
  // Firefox drops a preflight cache entry which is older than the DNS record
  // of its host, and makes that record (of an IP address, too) only when it
  // first looks into its preflight cache: let it look once for every host.
  const hosts = ["127.0.0.1", "localhost", "[::1]"];
  for (let round = 0; round < 2; round++) {
    await Promise.all(hosts.map(host =>
      fetch(`http://${host}:8103/warm`, { method: "PUT", credentials: "omit" }).catch(() => {})));
  }
  await sleep(WARM_UP_MS);
  await Promise.all(Array.from({ length: CONFIG.workers }, worker));
  const { go } = await control("/done", { page: CONFIG.page });
  if (!go) return;
  if (window.parent !== window) window.parent.postMessage({ go }, "*");
  else location.href = go;
}

main();
