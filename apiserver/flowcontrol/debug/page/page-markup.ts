/** What stands on the page before any data: the script fills the elements that have an id. */
export const PAGE_MARKUP = `<header>
      <h1>Flow control</h1>
      <p id="status" role="status">Loading…</p>
      <button id="pause" type="button" aria-pressed="false">Pause</button>
    </header>
    <main>
      <p id="problem" role="alert" hidden></p>
      <dl id="totals" class="totals"></dl>
      <section aria-labelledby="levels-title">
        <h2 id="levels-title">Priority levels</h2>
        <p class="legend">
          <span class="key in-use"></span> seats in use
          <span class="key free"></span> free
          <span class="key borrowed"></span> borrowed
          <span class="key lent"></span> lent
          <span class="key waiting"></span> waiting
          <span class="key tick"></span> nominal
        </p>
        <div id="levels" class="levels"></div>
      </section>
      <section aria-labelledby="flows-title">
        <h2 id="flows-title">Who fills them</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="flows-title">
          <table>
            <thead>
              <tr>
                <th scope="col">User</th>
                <th scope="col">Flow schema</th>
                <th scope="col">Flow</th>
                <th scope="col">Level</th>
                <th scope="col" class="number">Seats held</th>
                <th scope="col" class="number">Seats wanted</th>
                <th scope="col" class="number">Running</th>
                <th scope="col" class="number">Waiting</th>
                <th scope="col" class="number">Longest wait</th>
              </tr>
            </thead>
            <tbody id="flows"></tbody>
          </table>
        </div>
      </section>
      <section aria-labelledby="rejections-title">
        <h2 id="rejections-title">Rejected of late</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="rejections-title">
          <table>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">User</th>
                <th scope="col">Request</th>
                <th scope="col">Flow schema</th>
                <th scope="col">Level</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody id="rejections"></tbody>
          </table>
        </div>
      </section>
    </main>
    <noscript>This page shows live numbers and needs JavaScript.</noscript>`;
