import './auth.js'; // first: it takes the token out of the address
import './shell.js';
