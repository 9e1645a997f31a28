#!/usr/bin/env node
// Plain syntax only, so that an old Node can say what is wrong before it meets the bundle.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 17)) {
  console.error(`salesplan needs Node.js 20.17 or newer; this is ${process.versions.node}.`);
  console.error('Try: install a current Node.js from https://nodejs.org');
  process.exit(2);
}

import('../dist/main.js').then(
  ({ main }) => main(process.argv.slice(2)),
  (error) => {
    const unbuilt = error?.code === 'ERR_MODULE_NOT_FOUND' && /dist[\\/]main\.js' imported/.test(error.message);
    if (!unbuilt) throw error;
    console.error('salesplan is not built: dist/main.js is missing.');
    console.error('Try: npm run build');
    process.exit(2);
  },
);
