#!/usr/bin/env bash
# Minio for .NET takes one slash of two out of an object's key, and so gets or removes another object.
#
# Assumed: a key is a string, and "a//b" is another one than "a/b" (S3 allows both). A client asks for the key that it was
#   given, or refuses it.
# Really: Minio asks for "a/b" when given "a//b". Where both exist, GetObject answers with the other object's content and
#   RemoveObject removes the other object; neither reports an error. AWSSDK.S3 asks the same server for "a//b".
# Seen with: Minio 7.0.0, AWSSDK.S3 4.0.104, .NET 10, on 30 November 2026.
# Matters: to everyone who copies, compares or deletes what others have stored: keys with a doubled slash are common where
#   programs put a prefix that ends in a slash before a path that begins with one.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

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
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.AspNetCore.Http.Features;
using Minio;
using Minio.DataModel.Args;

// A store as small as can be: what is at exactly which path, and what it was asked.
var objects = new ConcurrentDictionary<string, string> { ["/bucket/a/b"] = "one slash", ["/bucket/a//b"] = "two slashes" };
var asked = new ConcurrentQueue<string>();
WebApplicationBuilder builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using WebApplication store = builder.Build();
store.Run(async context =>
{
    string path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
    asked.Enqueue($"{context.Request.Method} {path}");
    if (path.TrimEnd('/') == "/bucket")
    {
        return;
    }

    if (!objects.TryGetValue(path, out string content))
    {
        context.Response.StatusCode = 404;
    }
    else if (HttpMethods.IsDelete(context.Request.Method))
    {
        objects.TryRemove(path, out _);
        context.Response.StatusCode = 204;
    }
    else
    {
        context.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(content)))}\"";
        context.Response.Headers.LastModified = "Mon, 02 Mar 2026 00:00:00 GMT";
        context.Response.ContentLength = content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsync(content);
        }
    }
});
await store.StartAsync();
var address = new Uri(store.Urls.Single());

string Version<T>() => FileVersionInfo.GetVersionInfo(typeof(T).Assembly.Location).FileVersion;

string Asked()
{
    string all = string.Join(", ", asked);
    asked.Clear();
    return all;
}

using var aws = new AmazonS3Client(new BasicAWSCredentials("key", "secretsecret"), new AmazonS3Config
{
    ServiceURL = address.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1",
});
using (var answer = await aws.GetObjectAsync("bucket", "a//b"))
using (var reader = new StreamReader(answer.ResponseStream))
{
    string content = reader.ReadToEnd();
    Console.WriteLine($"AWSSDK.S3 {Version<AmazonS3Client>()}, GetObject a//b: \"{content}\" ({Asked()})");
}

using IMinioClient minio = new MinioClient().WithEndpoint(address.Authority).WithCredentials("key", "secretsecret")
    .WithRegion("us-east-1").Build();
string got = "";
await minio.GetObjectAsync(new GetObjectArgs().WithBucket("bucket").WithObject("a//b").WithCallbackStream(async (stream, token) =>
{
    using var reader = new StreamReader(stream);
    got = await reader.ReadToEndAsync(token);
}));
Console.WriteLine($"Minio {Version<MinioClient>()}, GetObject a//b: \"{got}\" ({Asked()})");
await minio.RemoveObjectAsync(new RemoveObjectArgs().WithBucket("bucket").WithObject("a//b"));
Console.WriteLine($"Minio, RemoveObject a//b: no error ({Asked()}); the store still has {string.Join(", ", objects.Keys)}");

bool isSo = got == "one slash" && objects.Keys.SequenceEqual(["/bucket/a//b"]);
Console.WriteLine(isSo ? "As found: Minio took a//b for a/b." : "Changed: Minio no longer takes a//b for a/b.");
return isSo ? 0 : 1;
END

dotnet msbuild -restore -nologo -verbosity:quiet
dotnet bin/Debug/net10.0/Finding.dll
