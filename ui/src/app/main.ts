// Starts the window: theme and language first, so that nothing is drawn twice.

import '../shared/styles/tokens.css';
import '../shared/styles/base.css';
import '../shared/styles/control.css';
import '../shared/styles/table.css';
import '../shared/styles/choices.css';
import '../shared/styles/flow.css';
import { mount } from 'svelte';
import { language } from '../i18n';
import { theme } from '../shared/theme.svelte';
import App from './App.svelte';

theme.start();
language.start();

const target = document.getElementById('app');
if (target) mount(App, { target });
