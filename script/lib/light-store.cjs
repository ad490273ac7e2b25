// A light S3 store for the demo: s3rver, with its listings as S3 promises them.
//   node --openssl-legacy-provider light-store.cjs DIRECTORY PORT BUCKET
// s3rver walks directories, so "sdk/a" comes before "sdk-b/a", and whoever pages through its listing by key misses
// objects. Its listings are in an XML namespace that is not S3's, so a strict client finds nothing in them; and it does
// not encode keys when it is asked to, so a "+" reads as a blank.
// It also makes its continuation tokens with a cipher that OpenSSL 3 counts as legacy, hence the option.
'use strict';

const bucketController = require('s3rver/lib/controllers/bucket');
const list = bucketController.getBucket;

bucketController.getBucket = async function listAsS3Does(context) {
  if (context.method === 'HEAD') {
    // Whether the bucket is there was looked up already; s3rver would list all of it to find out how long a list is.
    context.body = '';
    return;
  }
  await list(context);
  const listing = context.body.ListBucketResult;
  listing['@'].xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';
  if (context.query['encoding-type'] === 'url') {
    const encode = (text) => text && text.split('/').map(encodeURIComponent).join('/');
    for (const name of ['Prefix', 'Delimiter', 'StartAfter', 'Marker', 'NextMarker']) {
      listing[name] = encode(listing[name]);
    }
    for (const object of listing.Contents) object.Key = encode(object.Key);
    for (const common of listing.CommonPrefixes) common.Prefix = encode(common.Prefix);
    listing.EncodingType = 'url';
  }
};

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
