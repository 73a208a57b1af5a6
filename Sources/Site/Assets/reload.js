"use strict";
// Reloads the page when it changes. Only the server of `taskdb docs serve` answers these requests.
(async () => {
  const path = location.pathname.replace(/^\//, "").replace(/^$|\/$/, "$&index.html");
  const ask = async (query) => (await fetch(`/site-changes?${new URLSearchParams(query)}`)).text();
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
  let after;
  while (after === undefined) after = await ask({ path }).catch(pause);
  for (;;) {
    const answer = await ask({ path, after }).catch(pause);
    if (answer === "changed") return location.reload();
  }
})();
