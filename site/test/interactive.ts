/** Runs in the page before anything else: marks when the picture is there with its controls, and the browser has time for them. */
export function watchForPicture(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.picture .controls input') === null) return;
    if (document.querySelector('.picture .says') === null) return;
    observer.disconnect();
    requestIdleCallback(() => performance.mark('interactive'));
  });
  observer.observe(document, { childList: true, subtree: true });
}
