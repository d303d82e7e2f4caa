// An SMTP server (RFC 5321, STARTTLS of RFC 3207, AUTH PLAIN of RFC 4954) on loopback that keeps what it took. Answers can
// be scripted per command, so that it can be the server that every mail admin knows.

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** A mail that was taken. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body as they came, dots unstuffed, lines end in CRLF. */
  readonly raw: string;
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

/** What the server offers and how it answers; a scripted answer of undefined means its own. `stall` says nothing. */
export interface SmtpScript {
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly users?: Readonly<Record<string, string>>;
  answer?: (command: string, argument: string) => string | undefined;
}

interface Session {
  socket: Socket;
  isEncrypted: boolean;
  greeted: boolean;
  user: string | undefined;
  from: string | undefined;
  to: string[];
  /** Lines of DATA so far; undefined outside of it. */
  data: string[] | undefined;
}

/** A scripted SMTP server. */
export class SmtpServer {
  readonly mails: TakenMail[] = [];
  readonly commands: string[] = [];
  readonly script: SmtpScript;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(script: SmtpScript = {}) {
    this.script = script;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Begins to listen; returns the port. */
  async start(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends, breaking off what is open. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    const session: Session = { ...fresh(), socket, isEncrypted: false, greeted: false, user: undefined };
    this.#listen(session);
    this.#say(session, this.script.answer?.('', '') ?? '220 mail.test ESMTP');
  }

  #listen(session: Session): void {
    let rest = '';
    session.socket.on('error', () => {});
    session.socket.on('data', (data) => {
      const lines = `${rest}${data.toString('latin1')}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#take(session, line);
    });
  }

  #take(session: Session, line: string): void {
    if (session.data === undefined) this.#command(session, line);
    else if (line === '.') this.#queue(session, session.data);
    else session.data.push(line.startsWith('.') ? line.slice(1) : line);
  }

  #queue(session: Session, lines: readonly string[]): void {
    const { from = '', to, isEncrypted, user } = session;
    const answer = this.script.answer?.('.', '') ?? '250 2.0.0 queued as 4711';
    const raw = Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1').toString('utf8');
    if (answer.startsWith('2')) this.mails.push({ from, to, raw, isEncrypted, user });
    Object.assign(session, fresh());
    this.#say(session, answer);
  }

  #command(session: Session, line: string): void {
    this.commands.push(line);
    const [, verb = '', argument = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    const command = verb.toUpperCase();
    const answer = this.script.answer?.(command, argument) ?? this.#reply(session, command, argument);
    this.#say(session, answer);
    if (command === 'QUIT') session.socket.end();
    if (command === 'STARTTLS' && answer.startsWith('220')) this.#upgrade(session);
  }

  #reply(session: Session, command: string, argument: string): string {
    switch (command) {
      case 'EHLO':
      case 'HELO':
        Object.assign(session, fresh(), { greeted: true });
        return command === 'HELO' ? '250 mail.test' : this.#extensions(session);
      case 'STARTTLS':
        return this.script.tls && !session.isEncrypted ? '220 2.0.0 go ahead' : '503 5.5.1 no TLS here';
      case 'AUTH':
        return this.#login(session, argument);
      case 'MAIL': {
        const from = /^FROM:<([^>]*)>/i.exec(argument)?.[1];
        if (from === undefined) return '501 5.5.4 MAIL FROM:<address>';
        if (!session.greeted || session.from !== undefined) return '503 5.5.1 not now';
        session.from = from;
        return '250 2.1.0 ok';
      }
      case 'RCPT': {
        const to = /^TO:<([^>]+)>/i.exec(argument)?.[1];
        if (to === undefined) return '501 5.5.4 RCPT TO:<address>';
        if (session.from === undefined) return '503 5.5.1 MAIL first';
        session.to.push(to);
        return '250 2.1.5 ok';
      }
      case 'DATA':
        if (session.to.length === 0) return '503 5.5.1 RCPT first';
        session.data = [];
        return '354 end with .';
      case 'RSET':
        Object.assign(session, fresh());
        return '250 2.0.0 ok';
      case 'NOOP':
        return '250 2.0.0 ok';
      case 'QUIT':
        return '221 2.0.0 bye';
      default:
        return '500 5.5.2 what?';
    }
  }

  #extensions({ isEncrypted }: Session): string {
    const lines = ['mail.test', 'PIPELINING', '8BITMIME', 'ENHANCEDSTATUSCODES', 'SIZE 1000000'];
    if (this.script.tls && !isEncrypted) lines.push('STARTTLS');
    if (this.script.users) lines.push('AUTH PLAIN');
    return lines.map((line, i) => `250${i < lines.length - 1 ? '-' : ' '}${line}`).join('\r\n');
  }

  #login(session: Session, argument: string): string {
    const [mechanism = '', initial = ''] = argument.split(' ');
    if (mechanism.toUpperCase() !== 'PLAIN' || !this.script.users) return '504 5.5.4 only PLAIN';
    const [, user = '', password] = Buffer.from(initial, 'base64').toString('utf8').split('\0');
    if (password === undefined || this.script.users[user] !== password)
      return '535 5.7.8 authentication failed';
    session.user = user;
    return '235 2.7.0 welcome';
  }

  #upgrade(session: Session): void {
    if (!this.script.tls) return;
    const plain = session.socket;
    plain.removeAllListeners('data');
    const secureContext = createSecureContext(this.script.tls);
    const socket = new TLSSocket(plain, { isServer: true, secureContext });
    Object.assign(session, fresh(), { socket, isEncrypted: true, greeted: false });
    this.#listen(session);
  }

  #say({ socket }: Session, answer: string): void {
    if (answer === 'stall') return;
    if (answer === 'hang-up') socket.destroy();
    else socket.write(`${answer}\r\n`);
  }
}

function fresh(): Pick<Session, 'from' | 'to' | 'data'> {
  return { from: undefined, to: [], data: undefined };
}
