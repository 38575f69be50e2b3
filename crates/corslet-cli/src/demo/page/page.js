// Sends the demo's request to the API and to its broken twin, and shows what a page gets to know.

const api = document.querySelector('meta[name="corslet-api"]').content;

const init = {
  method: 'DELETE',
  credentials: 'include',
  headers: { Authorization: 'Bearer demo' },
};

const show = (id, verdict, text) => {
  const section = document.getElementById(id);
  section.className = verdict;
  section.querySelector('.result').textContent = text;
};

const ask = async (id, path) => {
  show(id, '', 'asking …');
  try {
    const response = await fetch(api + path, init);
    const readable = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    const body = (await response.text()).trim();
    show(id, 'allowed', [`allowed: status ${response.status}`, ...readable, body].join('\n'));
  } catch (error) {
    show(id, 'blocked', `blocked: ${error}`);
  }
};

const askBoth = () => Promise.all([ask('orders', '/orders'), ask('broken', '/broken/orders')]);

document.getElementById('page').textContent = location.origin;
document.getElementById('api').textContent = api;
document.getElementById('call').textContent = `fetch('${api}/orders', ${JSON.stringify(init, null, 2)})`;
document.getElementById('again').addEventListener('click', askBoth);
askBoth();
