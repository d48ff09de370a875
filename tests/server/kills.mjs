// Kills a server under twenty writers again and again, and compares after each restart.
import { randomInt } from 'node:crypto';
import { Account } from './account.mjs';
import { undated } from './client.mjs';
import { Writers } from './writers.mjs';

const people = 20;
const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

// Writers over the undated milestones of the authority, and the account of what they are told.
export async function writersOn(clients, ask) {
  const { body: tracker } = await clients[0].get('/api/trackers/joint');
  const cells = undated(tracker).filter(({ nth }) => nth === 1).slice(0, 12 * people);
  if (cells.length < 3 * people) throw new Error('There are not enough milestones to edit.');
  const writers = new Writers({ cells, contested: 8, people, clients, today: tracker.as_of });
  const account = new Account(writers);
  await account.begin(ask);
  return { writers, account };
}

// Stops the server while it starts, at any moment until a little after it listens.
async function killWhileStarting(home, startMilliseconds) {
  const started = home.start().then(
    () => true,
    () => false,
  );
  await wait(randomInt(Math.ceil(startMilliseconds * 1.2)));
  if (home.exit() === null) await home.kill();
  await started;
}

// kills: how many. `told` hears after each comparison and may say false to end early.
// Gives { duringEdits, duringStart, integrity }.
export async function killServer({ home, client, ask, integrity, kills, writers, account, told = () => true }) {
  const done = { duringEdits: 0, duringStart: 0, integrity: 0 };
  const total = () => done.duringEdits + done.duringStart;
  let startMilliseconds = 500;
  while (total() < kills) {
    writers.start();
    await writers.until(1 + randomInt(100));
    await wait(randomInt(10));
    await home.kill();
    done.duringEdits++;
    for (let more = done.duringEdits % 3; more > 0 && total() < kills; more--) {
      await killWhileStarting(home, startMilliseconds);
      done.duringStart++;
    }
    await writers.stop();
    const begun = Date.now();
    await home.start();
    startMilliseconds = Date.now() - begun;
    await account.meet(ask, [client]); // with the session from before the kill
    if (done.duringEdits % 10 === 1 || total() >= kills) {
      await integrity(home);
      done.integrity++;
    }
    if (!told(done)) break;
  }
  await account.end(ask);
  return done;
}

// Kills PostgreSQL itself under two servers, which live on and find it again. `crash` ends it with
// SIGKILL and starts it. Gives also how long the first edit took at most from its start on.
export async function killPostgres({ homes, clients, ask, kills, crash, writers, account, told = () => true }) {
  const done = { duringEdits: 0, duringStart: 0, integrity: 0, longest: 0 };
  while (done.duringEdits < kills) {
    writers.start();
    await writers.until(20 + randomInt(200));
    await crash();
    done.duringEdits++;
    const begun = Date.now();
    await writers.until(1);
    done.longest = Math.max(done.longest, Date.now() - begun);
    await writers.until(40); // on both servers
    await writers.stop();
    const ended = homes.find((home) => home.exit() !== null);
    if (ended) throw new Error(`A server ended with PostgreSQL. ${ended.said()}`);
    await account.meet(ask, clients);
    if (!told(done)) break;
  }
  await account.end(ask);
  return done;
}
