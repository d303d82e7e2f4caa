// Entry of the page.

import { render } from 'preact';

const root = document.getElementById('app');
if (root) render(<h1>jalur</h1>, root);
