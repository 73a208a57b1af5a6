// Sets the theme that the reader chose before anything is drawn, so that the page does not flash.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Without local storage, the system's preference applies.
  }
})();
