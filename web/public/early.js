// Runs before the first paint: the chosen theme and language must not flash.
// Everything else waits for the application. (A file of its own, because the
// Content-Security-Policy allows no inline script.)
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('mondo.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var lang = localStorage.getItem('mondo.lang') || navigator.language || 'en';
    root.lang = lang.slice(0, 2) === 'ja' ? 'ja' : 'en';
  } catch (e) {
    // Storage can be forbidden; the defaults serve.
  }
})();
