/** Where the issuer leads back to: hands its answer to the page that asked, and closes the window. */
const answer = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
history.replaceState(null, '', location.pathname);
new BroadcastChannel('sign-in').postMessage(answer);
close();
