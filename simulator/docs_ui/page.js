"use strict";

// Relative to this page, so that it also works below /s/{sandbox}/ and on {sandbox}.localhost.
const control = new URL("../v1/", document.baseURI);
const specChoice = document.getElementById("spec");
const callerChoice = document.getElementById("caller");
const note = document.getElementById("note");

const CALLERS = {
  "banno-admin": "a fully permitted administrator",
  "banno-consumer": "the documents' sample user",
  "customers-bank": "the primary administrator",
  narmi: "an Admin staff user",
};

function option(value, text) {
  const element = document.createElement("option");
  element.value = value;
  element.textContent = text;
  return element;
}

async function answer(path, init) {
  const response = await fetch(new URL(path, control), init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

function schemes(spec) {
  return Object.values(spec.components?.securitySchemes ?? {});
}

// Swagger UI would fetch the vendor's discovery document from outside; here a token is all it needs.
function withoutDiscovery(spec) {
  for (const scheme of schemes(spec)) {
    if (scheme.type !== "openIdConnect") continue;
    delete scheme.openIdConnectUrl;
    Object.assign(scheme, { type: "http", scheme: "bearer" });
  }
  return spec;
}

// A new token for each call: it cannot have expired, and what was typed into "Authorize" goes first.
async function withToken(request) {
  const named = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === "authorization");
  if (named || !callerChoice.value) return request;
  const token = await answer("tokens", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ api: callerChoice.value }),
  });
  request.headers = { ...request.headers, Authorization: `Bearer ${token.access_token}` };
  return request;
}

function offerCallers(spec) {
  const apis = [...new Set(schemes(spec).map((scheme) => scheme["x-token-api"]).filter(Boolean))];
  const offered = apis.map((api) => option(api, CALLERS[api] ?? api));
  callerChoice.replaceChildren(...offered, option("", "nobody (no token)"));
}

async function show() {
  const spec = await answer(specChoice.value);
  offerCallers(spec);
  SwaggerUIBundle({
    dom_id: "#docs",
    spec: withoutDiscovery(spec),
    deepLinking: true,
    displayRequestDuration: true,
    persistAuthorization: true,
    requestInterceptor: withToken,
    supportedSubmitMethods: ["get", "put", "post", "delete", "options", "head", "patch", "trace"],
    syntaxHighlight: { activated: true },
    tryItOutEnabled: true,
    validatorUrl: null,
  });
}

function choose() {
  const address = new URL(location.href);
  address.searchParams.set("spec", specChoice.selectedOptions[0].dataset.name);
  address.hash = "";
  history.replaceState(null, "", address);
  show().catch(report);
}

async function start() {
  const { items } = await answer("specs");
  for (const spec of items) {
    const entry = option(new URL(spec.url, control).href, `${spec.name} – ${spec.title}`);
    entry.dataset.name = spec.name;
    specChoice.append(entry);
  }
  const wanted = new URLSearchParams(location.search).get("spec");
  const found = [...specChoice.options].findIndex((entry) => entry.dataset.name === wanted);
  specChoice.selectedIndex = Math.max(found, 0);
  specChoice.addEventListener("change", choose);
  await show();
}

function report(problem) {
  note.textContent = `The documents could not be read: ${problem.message}.`;
}

start().catch(report);
