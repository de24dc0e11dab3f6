-- The first posts, so that a new blog has something to read. One is in Korean:
-- if it can be read in the browser, every part between there and the disk keeps its characters.
SET NAMES utf8mb4;

INSERT INTO posts (title, author, created_at, body) VALUES

('A name that is the content', 'Jonas Weber', UTC_TIMESTAMP(3) - INTERVAL 27 DAY,
'For years our images were called latest. It is a friendly name, and it says nothing. When a release misbehaved we knew that latest was bad and that the one before it had been good, and that the one before it no longer had a name at all.

Now the name of an image is computed from what goes into it: each source file, the Dockerfile, the build arguments. Change one letter and the name changes. Change nothing and the name stays, on every machine, for ever. Two people who build the same commit get the same name without talking to each other.

The nice part is what this makes unnecessary. There is no version number to raise, because the content raises it. There is no question whether a build is needed: either the registry already has that name, or it does not. And a deployment that changes nothing restarts nothing, so running it twice is as safe as running it once.

Going back is just as dull, which is the highest praise an operator can give. The old name still stands in the registry and still means the same bytes. We point at it, and the old release runs again. Nobody builds anything at three in the morning.'),

('Running is not ready', 'Mina Han', UTC_TIMESTAMP(3) - INTERVAL 20 DAY,
'A process that has started is like a shop with the lights on. Somebody is inside, but the door may still be locked.

Our backend answers two different questions. The first is: are you alive? It says yes as long as it can say anything, and it asks nobody else. If that answer depended on the database, a database that restarts would make the cluster restart every backend as well, and one small problem would become two.

The second question is: may visitors come in? The honest answer is no until the tables are the ones this release understands. Only then does the proxy send the first request. A new release that never gets there simply never receives a visitor, while the old one goes on serving them.

It took us a while to see the third case. What if the database goes away later, when everybody is already ready? If all replicas declare themselves unready at the same moment, the proxy has nowhere to send anyone, and visitors get an error without a reason. So a replica that was ready stays ready. It answers quickly that the database cannot be reached, asks to try again in a moment, and recovers by itself as soon as the database does.'),

('How to leave without slamming the door', 'Mina Han', UTC_TIMESTAMP(3) - INTERVAL 13 DAY,
'Most requests that fail during a release do not fail because the new version is bad. They fail because the old one left too early.

The trouble is that news travels. When a replica is told to stop, the proxy does not know it yet, and for a second or two it still sends requests there. If the replica has closed its door in the meantime, those visitors knock in vain.

So ours leaves in three steps. First it waits a few seconds and works on as if nothing had happened, until word has reached the proxy. Then it accepts no new connections but finishes every answer it has begun. Only when the last one has been sent does it end, and there is a limit to how long that may take, because a single stuck request must not hold up a release.

There is one detail we got wrong at first. Connections between the proxy and a replica are kept open for the next request, and either side may close an idle one. If the replica does so first, it can happen just as a request is on its way. The replica must therefore be the more patient of the two: ours waits 75 seconds, the proxy far less.'),

('작은 블로그를 멈추지 않고 고치는 법', '한미나', UTC_TIMESTAMP(3) - INTERVAL 8 DAY,
'이 블로그는 원래 작은 서버 한 대에서 돌았습니다. 화면을 조금 고칠 때마다 서버에 접속해 소스를 내려받고, 그 자리에서 빌드한 뒤 프로세스를 껐다 켰습니다. 메모리가 넉넉하지 않은 서버라 빌드가 도중에 죽는 일이 잦았고, 다시 켜지는 동안 들어온 분들은 오류 화면을 보셔야 했습니다.

지금은 순서를 바꾸었습니다. 빌드는 배포 명령을 실행하는 곳에서 끝내고, 서버는 완성된 이미지를 받아 실행하기만 합니다. 새 버전은 먼저 떠서 데이터베이스의 구조를 확인하고, 준비가 되었다고 스스로 알린 다음에야 요청을 받습니다. 이전 버전은 처리하던 요청을 모두 마친 뒤에 물러납니다. 읽는 분은 그사이에 무언가 바뀌었다는 사실조차 알아채지 못합니다.

가장 마음이 놓이는 점은 되돌리기입니다. 예전 이미지는 내용에서 얻은 이름을 달고 저장소에 그대로 남아 있으므로, 문제가 생기면 다시 빌드할 것 없이 그 이름을 가리키기만 하면 됩니다. 글은 데이터베이스에 있고 되돌리기는 데이터베이스를 건드리지 않으니, 그동안 쓴 글도 사라지지 않습니다.

이 글은 시험을 겸하기도 합니다. ‘꽃’, ‘값’, ‘뷁’ 같은 글자와 새싹 🌱 하나가 화면에 그대로 보인다면, 브라우저에서 데이터베이스까지 모든 구간이 글자를 온전하게 전하고 있다는 뜻입니다.'),

('A backup is a restore you have done', 'Jonas Weber', UTC_TIMESTAMP(3) - INTERVAL 2 DAY,
'Every blog has backups. Fewer blogs have ever read one back.

A dump that stops in the middle looks exactly like a dump, only shorter. A job that has written an empty file for half a year reports success every night. Nobody notices, because nobody looks at a backup on a good day, and on a bad day it is too late to start.

We try to make the bad day boring. The dump is taken from one consistent moment, although people may be writing posts meanwhile. It counts as done only if its last line is there, its checksum has been written down, and the file has been read again from where it was stored. Beside it lies a note of how many rows each table had.

Once a week the newest backup is restored into a scratch server that nothing else uses, and the rows are counted again. If the numbers disagree, somebody gets a message on an ordinary morning, with coffee, and not in the middle of an outage.

Rolling back a release is a different thing, and it is worth keeping the two apart. A release can be undone because it holds no memory. Your posts are memory. They are never rolled back together with the code, and that is why the code states which tables it understands and refuses to touch any others.');
