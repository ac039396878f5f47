// The whole graph is in this page: there is nothing to ask for.
const source = { live: false, find: () => {}, need: act => act(), unfold: act => act(), way: act => act(), before: null, note: () => false };
