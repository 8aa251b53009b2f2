// Starts GraphiQL on the schema of this host. Requests carry the session's cookie; the headers editor takes a bearer token instead.
const root = document.getElementById("graphiql");

// The headers editor starts with an empty token, which is not sent.
const withoutEmptyToken = (headers) =>
  Object.fromEntries(Object.entries(headers ?? {}).filter(([name, value]) => !(name.toLowerCase() === "authorization" && value.trim() === "Bearer")));

const fetcher = async (request, options) => {
  const response = await fetch(root.dataset.path, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json;q=0.9",
      ...withoutEmptyToken(options?.headers),
    },
    body: JSON.stringify(request),
    credentials: "same-origin",
  });
  return response.json();
};

ReactDOM.createRoot(root).render(
  React.createElement(GraphiQL, {
    fetcher,
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: "headers",
    defaultHeaders: JSON.stringify({ Authorization: "Bearer " }, null, 2),
    defaultQuery: "# Ctrl+Space lists what can be asked here. The book on the left explains every field.\n{\n  __typename\n}\n",
  }),
);
