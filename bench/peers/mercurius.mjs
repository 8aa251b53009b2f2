// npm mercurius with graphql-jit on fastify: the part of the schema that the bench asks for, over the same PostgreSQL rows as the host.
// Argument: folder of the server's socket, user, database. Prints its address; ends with its standard input.
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const [host, user, database] = process.argv.slice(2);
const text = value => value;
pg.types.setTypeParser(pg.types.builtins.DATE, text);
pg.types.setTypeParser(pg.types.builtins.INT8, text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, value => value.replace(' ', 'T').replace('+00', 'Z'));
const pool = new pg.Pool({ host, user, database, max: 16, options: '-c timezone=UTC -c plan_cache_mode=force_generic_plan' });

// A named statement is prepared once a connection, as the host's are.
const statement = (name, sql) => async (...values) => (await pool.query({ name, text: sql, values })).rows;

const personOf = statement('person', `
  select p.id, array(select team from team_members where person = p.id order by team) as teams, array(select role from person_roles where person = p.id order by role) as roles
  from access_tokens t join people p on p.id = t.person where t.hash = $1 and t.revoked_at is null and t.expires_at > now() and p.active`);

const inboxOf = statement('inbox', `
  select x.* from unnest($1::text[]) t(team) cross join lateral (
    select case_id, team, file_number, procedure_key, task_id, step, state, assignee, applicant_name, received_at, due, handed_by, note, follow_up,
           (extract(epoch from received_at) * 10000000)::bigint + 621355968000000000 as ticks
    from inbox where inbox.team = t.team and (hidden_until is null or hidden_until <= current_date)
    order by received_at desc, case_id desc limit $2) x
  order by received_at desc, case_id desc, team desc limit $2`);

const caseOf = statement('case', 'select case_id, file_number, procedure_key, team, received_at, closed_at is not null as is_closed, step from cases where case_id = $1 and team = any($2)');
const tasksOf = statement('tasks', 'select task_id, step, assignee from inbox where case_id = $1 and task_id is not null');
const eventsOf = statement('events', `select type, timestamp, headers ->> 'by' as by from mt_events where stream_id = $1 order by version`);
const namesOf = statement('names', 'select id, name from people where id = any($1) and active');
const teamsOf = statement('teams', 'select t.key, t.name, d.key as department_key, d.name as department_name from teams t join departments d on d.key = t.department order by t.key');
const membersOf = statement('members', `
  select m.team, p.id, p.name, array(select role from person_roles where person = p.id order by role) as roles
  from team_members m join people p on p.id = m.person where m.team = any($1) and p.active order by p.name collate "de-x-icu", p.id`);

const schema = `
  scalar DateTime
  scalar Date
  type Query {
    inbox(view: InboxView! = TEAM, first: Int): InboxItemConnection!
    case(id: ID!): Case
    teams: [Team!]!
  }
  enum InboxView { TEAM }
  type InboxItemConnection { nodes: [InboxItem!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type InboxItem {
    id: ID! fileNumber: String! procedureKey: String! step: String! state: String! assigneeName: String applicantName: String!
    receivedAt: DateTime! due: Date! followUp: Date handedOverBy: String handOverNote: String taskId: ID
  }
  type Case {
    id: ID! fileNumber: String! procedureKey: String! team: String! receivedAt: DateTime! isClosed: Boolean! step: String!
    tasks: [CaseTask!]! timeline: [TimelineEntry!]!
  }
  type CaseTask { id: ID! name: String! assigneeName: String }
  type TimelineEntry { at: DateTime! kind: String! byName: String }
  type Team { key: String! name: String! departmentKey: String! departmentName: String! members: [TeamMember!]! }
  type TeamMember { id: ID! name: String! roles: [String!]! }
`;

const told = new Set(['case_opened', 'job_completed', 'decision_evaluated', 'task_claimed', 'task_released']);
const cursor = row => Buffer.from(`[${row.ticks},"${row.case_id}","${row.team}"]`).toString('base64url');

const resolvers = {
  Query: {
    async inbox(_, { first }, { person }) {
      const rows = await inboxOf(person.teams, first + 1);
      const nodes = rows.slice(0, first);
      return {
        nodes,
        pageInfo: { hasNextPage: rows.length > first, hasPreviousPage: false, startCursor: nodes.length ? cursor(nodes[0]) : null, endCursor: nodes.length ? cursor(nodes.at(-1)) : null },
      };
    },
    case: async (_, { id }, { person }) => (await caseOf(id, person.teams))[0],
    teams: () => teamsOf(),
  },
  InboxItem: {
    id: row => row.case_id, fileNumber: row => row.file_number, procedureKey: row => row.procedure_key, applicantName: row => row.applicant_name,
    receivedAt: row => row.received_at, followUp: row => row.follow_up, handOverNote: row => row.note, taskId: row => row.task_id,
  },
  Case: {
    id: row => row.case_id, fileNumber: row => row.file_number, procedureKey: row => row.procedure_key, receivedAt: row => row.received_at, isClosed: row => row.is_closed,
    tasks: row => tasksOf(row.case_id),
    timeline: async row => (await eventsOf(row.case_id)).filter(event => told.has(event.type)),
  },
  CaseTask: { id: row => row.task_id, name: row => row.step },
  TimelineEntry: { at: row => row.timestamp, kind: row => row.type },
  Team: { departmentKey: row => row.department_key, departmentName: row => row.department_name },
};

const nameLoader = person => async queries => {
  const ids = [...new Set(queries.map(({ obj }) => person(obj)).filter(Boolean))];
  const names = new Map(ids.length ? (await namesOf(ids)).map(row => [row.id, row.name]) : []);
  return queries.map(({ obj }) => names.get(person(obj)) ?? null);
};

const loaders = {
  InboxItem: { assigneeName: nameLoader(row => row.assignee), handedOverBy: nameLoader(row => row.handed_by) },
  CaseTask: { assigneeName: nameLoader(row => row.assignee) },
  TimelineEntry: { byName: nameLoader(row => row.by) },
  Team: {
    async members(queries) {
      const byTeam = new Map(queries.map(({ obj }) => [obj.key, []]));
      for (const row of await membersOf([...byTeam.keys()])) byTeam.get(row.team).push(row);
      return queries.map(({ obj }) => byTeam.get(obj.key));
    },
  },
};

async function context(request) {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const [person] = await personOf(createHash('sha256').update(token).digest());
  if (!person) throw new Error('Sign in first.');
  return { person };
}

const app = Fastify();
app.register(mercurius, { schema, resolvers, loaders, context, jit: 1 });
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.stdin.on('end', () => process.exit()).resume();
