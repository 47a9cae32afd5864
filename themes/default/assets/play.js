// Plays the recording of the page from where a link points; without it the link opens the recording there.
(() => {
  const player = document.querySelector(".listen audio, .listen video");
  if (!player) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#t=']");
    if (!link || link.href.split("#")[0] !== player.src || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const second = Number(link.hash.slice(3));
    const play = () => {
      player.currentTime = second;
      player.play();
    };
    if (player.readyState > 0) play();
    else {
      player.addEventListener("loadedmetadata", play, { once: true });
      player.preload = "metadata";
      player.load();
    }
  });
})();
