import { listOf } from "../list-of.ts";

/** Inputs that procedures of the reference router accept, or refuse in an ordinary way. */
export const goodInputs = listOf`
  {"text":"hi","n":3}  {"text":"no","n":-1,"flag":false}  {"text":"é 漢 💥 + & = %41","n":0}  "a text"  5  null  [1,2]  {}  true
  {"at":"2020-01-01T00:00:00.000Z"}  {"lastEventId":"4"}  ""  []  0  -1.5e3  {"text":5}  {"n":"3"}
`;

/** Inputs that are no JSON, hurt a parser, or speak to a transformer. */
export const hostileInputs = [
  ...listOf`
    {  undefined  NaN  {"text":"hi"  {'text':1}  [1,]  01  "\ud800"  {"a":1}{"b":2}  {"then":1}  1e999  {"refuse":1}
    {"__proto__":{"text":"p"},"text":"own"}  {"constructor":{"prototype":1}}  {"text":"a","text":"b"}
    {"json":{"text":"hi","n":3}}  {"in":{"text":"hi"}}  {"json":{"at":"2020-01-01"},"meta":{"values":{"at":["Date"]}}}
    {"json":null,"meta":{"values":["undefined"]}}  {"json":{},"meta":{"values":{"a.b":["map"]}}}  {"json":1,"meta":5}
    {"meta":{"values":["bigint"]},"json":"12"}  {"json":{"__proto__":{}},"meta":{"values":{"__proto__.x":["Date"]}}}
  `,
  "",
  " ",
  '{"text":"a\nb"}',
  "[".repeat(2000),
  `${'{"a":'.repeat(300)}1${"}".repeat(300)}`,
];

/** What may stand around a path. */
export const slashes = [
  ...listOf`/  //  ./  ../  %2F  %2e%2e/  /.  /..  .  ;x=1  \  %  %zz  %C3  %00  ,  %20  #x  ?x  ?`,
  " ",
  "\t",
];

/** What may stand before a path. */
export const targets = listOf`
  http://absolute.example  HTTP://h  https://a:1  http://u:p@h  //other.example  ///  /\h  ftp://h  *  http://[::1  http:/x
`;

export const contentTypes = [
  ...listOf`
    Application/JSON  application/json; charset=utf-8  application/json;charset=latin1  application/json,text/plain  application / json
    application/jsonl  application/json5  text/plain  text/json  ;  application/x-www-form-urlencoded  é  */*
    multipart/form-data  multipart/form-data; boundary=XX  Multipart/Form-Data; boundary=XX  multipart/form-data; boundary=
    application/octet-stream  APPLICATION/OCTET-STREAM;x=1  application/vnd.api+json  application/problem+json
  `,
  "",
  " application/json ",
  "application/json\t;x",
  "application/json\u00a0",
];

export const extraHeaders = listOf`
  trpc-accept: application/jsonl  Trpc-Accept: APPLICATION/JSONL  trpc-accept: application/json  trpc-accept:
  trpc-accept: x, application/jsonl  accept: application/jsonl  accept: text/html, application/jsonl ;q=1
  accept: text/html,application/jsonl  accept: */*  accept: text/event-stream  trpc-batch-mode: stream  x-trpc-source: client
  last-event-id: 7  last-event-id:  cookie: a=1  cookie: b=2  x-dup: 1  X-Dup: 2  expect: 100-continue  content-encoding: gzip
  x-latin: é  x-empty:  origin: null  connection: close  upgrade: x  if-none-match: *
  range: bytes=0-1  authorization: Bearer x  x-forwarded-proto: https  x-http-method-override: DELETE  constructor: 1  __proto__: 1
`;

export const hosts = [
  undefined,
  "",
  ...listOf`
    localhost  EXAMPLE.org:80  example.org:8080  [::1]  [::1]:3000  [::1  host:99999  host:x  host:  a b  a/b/c  a?b  a#b  a\b  @
    user:pass@host  user@host  host, host  xn--  ex%61mple  a%00b  127.1  0x7f.1  256.256.256.256  é.example  -  .  a..b  :80
  `,
];

export const queries = listOf`
  input=%7B%7D  input=1  input  input=  =  &&  a=b  batch=1  batch=0  batch  batch=1&batch=0  Batch=1  %62atch=1  inpu%74=5
  connectionParams=%7B%22a%22%3A%22b%22%7D  connectionParams=null  connectionParams=  connectionParams=1  connectionParams={
  connectionParams=%5B%5D  connectionParams={"a":1}  connectionParams=%7B%22__proto__%22%3A%22b%22%7D  lastEventId=3
  Last-Event-Id=5  lastEventId=  ?  x=%zz  x=%C3  x=+  a;input=2  batch=+1  input=%EF%BB%BF1  #input=1
`;
