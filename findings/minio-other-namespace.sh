#!/usr/bin/env bash
# Minio for .NET lists a bucket as empty, without an error, when the server's XML has another namespace than AWS's.
#
# Assumed: a listing with two keys in it lists two objects, or is refused as something that the client does not understand.
# Really: s3rver answers in the namespace http://doc.s3.amazonaws.com/2006-03-01/, AWS in
#   http://s3.amazonaws.com/doc/2006-03-01/. From the former Minio lists no object and reports no error, by both versions of
#   the call; the same answer with AWS's namespace lists both objects. AWSSDK.S3 lists both of s3rver's as they come.
# Seen with: Minio 7.0.0, AWSSDK.S3 4.0.104, s3rver 3.7.1, .NET 10, Node.js 20, on 30 November 2026.
# Matters: to everyone who takes an empty listing for "nothing to copy" or "nothing left to delete": it is no proof of an
#   empty bucket before the pair of client and server has been tried with an object in it.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
folder=$(mktemp -d)
store=

clean_up() {
  if [[ $store ]]; then
    kill "$store" 2>/dev/null || true
    wait "$store" 2>/dev/null || true
  fi
  rm -rf "$folder"
}

trap clean_up EXIT
cd "$folder"

cat > store.cjs <<'END'
const fs = require('fs');
const S3rver = require('s3rver');

const configureBuckets = [{ name: 'bucket' }];
const store = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: 'store', configureBuckets });
store.run().then(({ port }) => {
  fs.writeFileSync('port.new', String(port));
  fs.renameSync('port.new', 'port');
});
END

cat > Finding.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Minio" Version="[7.0.0]" />
    <PackageReference Include="AWSSDK.S3" Version="[4.0.104]" />
  </ItemGroup>
</Project>
END

cat > Program.cs <<'END'
using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Minio;
using Minio.DataModel.Args;

var s3rver = new Uri($"http://127.0.0.1:{args[0]}");
using var aws = new AmazonS3Client(new BasicAWSCredentials("S3RVER", "S3RVER"), new AmazonS3Config
{
    ServiceURL = s3rver.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1",
    RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
});
foreach (string key in new[] { "one", "two" })
{
    await aws.PutObjectAsync(new PutObjectRequest
    {
        BucketName = "bucket", Key = key, ContentBody = key, UseChunkEncoding = false,
    });
}

// The same answers, but for the namespace.
WebApplicationBuilder builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using WebApplication relay = builder.Build();
using var http = new HttpClient();
relay.Run(async context =>
{
    string answer = await http.GetStringAsync(new Uri(s3rver, context.Request.Path + context.Request.QueryString));
    context.Response.ContentType = "application/xml";
    await context.Response.WriteAsync(
        answer.Replace("http://doc.s3.amazonaws.com/2006-03-01/", "http://s3.amazonaws.com/doc/2006-03-01/"));
});
await relay.StartAsync();

string Version<T>() => FileVersionInfo.GetVersionInfo(typeof(T).Assembly.Location).FileVersion;

async Task<int> Count(Uri server, bool first)
{
    using IMinioClient minio = new MinioClient().WithEndpoint(server.Authority).WithCredentials("S3RVER", "S3RVER")
        .WithRegion("us-east-1").Build();
    ListObjectsArgs all = new ListObjectsArgs().WithBucket("bucket").WithRecursive(true).WithListObjectsV1(first);
    return await minio.ListObjectsEnumAsync(all).CountAsync();
}

Console.WriteLine($"s3rver answers: {await http.GetStringAsync(new Uri(s3rver, "/bucket?list-type=2"))}");
int listed = (await aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket" })).S3Objects.Count;
Console.WriteLine($"AWSSDK.S3 {Version<AmazonS3Client>()} lists {listed} objects of s3rver's.");
int version2 = await Count(s3rver, false);
int version1 = await Count(s3rver, true);
int relayed = await Count(new Uri(relay.Urls.Single()), false);
Console.WriteLine($"Minio {Version<MinioClient>()} lists {version2} (by version 1 of the call {version1}), without an error.");
Console.WriteLine($"Minio lists {relayed} when the same answer comes with AWS's namespace.");

bool isSo = (listed, version2, version1, relayed) == (2, 0, 0, 2);
Console.WriteLine(isSo ? "As found: another namespace makes an empty bucket." : "Changed: see the counts above.");
return isSo ? 0 : 1;
END

npm install --silent --no-audit --no-fund --no-save --prefix "$folder" s3rver@3.7.1
dotnet msbuild -restore -nologo -verbosity:quiet
# Its old web framework asks for a hash that newer OpenSSL counts as legacy.
node --openssl-legacy-provider store.cjs &
store=$!
for ((tries = 0; tries < 150; tries++)); do
  if [[ -e port ]]; then
    break
  fi
  sleep 0.2
done
echo "s3rver $(node -p 'require("s3rver/package.json").version') on Node.js $(node --version)"
port=$(<port)
dotnet bin/Debug/net10.0/Finding.dll "$port"
