// A light S3 store for the demo: s3rver, with its listings in the order that S3 promises.
//   node --openssl-legacy-provider light-store.cjs DIRECTORY PORT BUCKET
// s3rver walks directories, so "sdk/a" comes before "sdk-b/a", and whoever pages through its listing by key misses
// objects. It also makes its continuation tokens with a cipher that OpenSSL 3 counts as legacy, hence the option.
'use strict';

const S3rver = require('s3rver');
const FilesystemStore = require('s3rver/lib/stores/filesystem');

const walk = FilesystemStore.prototype.listObjects;

FilesystemStore.prototype.listObjects = async function listInKeyOrder(bucket, options) {
  const { startAfter = '', maxKeys = Infinity, ...rest } = options;
  const everything = await walk.call(this, bucket, rest);
  const wanted = everything.objects
    .map((object) => ({ object, order: Buffer.from(object.key) }))
    .filter(({ order }) => Buffer.compare(order, Buffer.from(startAfter)) > 0)
    .sort((a, b) => Buffer.compare(a.order, b.order))
    .map(({ object }) => object);
  return { ...everything, objects: wanted.slice(0, maxKeys), isTruncated: wanted.length > maxKeys };
};

// The portal uploads from the browser, straight to the store. Its port differs with each start, its host does not.
const cors = `<CORSConfiguration><CORSRule>
  <AllowedOrigin>http://127.0.0.1:*</AllowedOrigin><AllowedOrigin>http://localhost:*</AllowedOrigin>
  <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>
  <AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds>
</CORSRule></CORSConfiguration>`;

const [directory, port, bucket] = process.argv.slice(2);
const store = new S3rver({
  directory,
  address: '127.0.0.1',
  port: Number(port),
  silent: true,
  vhostBuckets: false,
  configureBuckets: [{ name: bucket, configs: [cors] }],
});
store.run().catch((error) => {
  console.error(error);
  process.exit(1);
});
