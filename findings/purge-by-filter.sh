#!/usr/bin/env bash
# Durable Functions' HTTP API purges running orchestrations when asked with a filter, though not when asked with their ID.
#
# Assumed: what is running cannot be purged, by either call: DELETE instances/ID of a running instance is refused with "Only
#   orchestrations in a terminal state can be purged". A status that does not exist is refused with 400, or matches nothing.
# Really: DELETE instances?createdTimeFrom=… removes instances that run, and so does &runtimeStatus=Running. A misspelt status
#   is dropped without a word, so that &runtimeStatus=Completd removes what runs as well; all answer 200 and a count.
# Seen with: Microsoft.Azure.WebJobs.Extensions.DurableTask 3.19.0 (Azure Storage provider), Microsoft.Azure.WebJobs 3.0.48,
#   Azurite 3.37.0, .NET 10, on 30 November 2026.
# Matters: to everyone who tidies a task hub by its HTTP API: the call for "all that was created before last month" also
#   deletes what is still under way, and with one wrong letter so does the call for what has completed. Name the final states,
#   and check their names first.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
folder=$(mktemp -d)
storage=

clean_up() {
  if [[ $storage ]]; then
    kill "$storage" 2>/dev/null || true
    wait "$storage" 2>/dev/null || true
  fi
  rm -rf "$folder"
}

trap clean_up EXIT
cd "$folder"

# The last five only set newer versions of what the extension brings.
cat > Finding.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Azure.WebJobs" Version="[3.0.48]" />
    <PackageReference Include="Microsoft.Azure.WebJobs.Extensions.DurableTask" Version="[3.19.0]" />
    <PackageReference Include="Azure.Storage.Queues" Version="12.24.0" />
    <PackageReference Include="Grpc.AspNetCore" Version="2.65.0" />
    <PackageReference Include="Microsoft.Extensions.DependencyModel" Version="3.1.6" />
    <PackageReference Include="System.Reactive.Compatibility" Version="6.1.0" />
    <PackageReference Include="System.Reactive.Core" Version="6.1.0" />
  </ItemGroup>
</Project>
END

cat > Program.cs <<'END'
using System.Diagnostics;
using System.Net;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
#pragma warning disable CS0618 // IWebHookProvider: the extension makes no addresses without one.

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string>
{
    ["AzureWebJobsStorage"] = args[0],
    ["AzureWebJobs:extensions:durableTask:hubName"] = "finding",
    ["AzureWebJobs:extensions:durableTask:localRpcEndpointEnabled"] = "false",
    ["AzureWebJobs:extensions:durableTask:storageProvider:partitionCount"] = "1",
    ["AzureWebJobs:extensions:durableTask:storageProvider:maxQueuePollingInterval"] = "00:00:00.2",
});
builder.Services.AddWebJobs(_ => { }).AddDurableTask();
builder.Services.AddSingleton<ITypeLocator, Types>().AddSingleton<IWebHookProvider, Addresses>();
builder.Services.AddSingleton<IHostedService, JobHostService>();
using IHost host = builder.Build();
await host.StartAsync();
var extension = host.Services.GetServices<IExtensionConfigProvider>().OfType<DurableTaskExtension>().Single();
IAsyncConverter<HttpRequestMessage, HttpResponseMessage> api = extension;
Console.WriteLine($"DurableTask extension {FileVersionInfo.GetVersionInfo(extension.GetType().Assembly.Location).FileVersion}");

async Task<(HttpStatusCode Status, string Text)> Send(HttpMethod method, string path)
{
    using var request = new HttpRequestMessage(method, Addresses.Root + path) { Content = new StringContent("") };
    using HttpResponseMessage answer = await api.ConvertAsync(request, CancellationToken.None);
    return (answer.StatusCode, answer.Content is null ? "" : await answer.Content.ReadAsStringAsync());
}

// Starts an orchestration that waits, asks for its purge in both ways, and says whether it is still there.
async Task<(HttpStatusCode ById, HttpStatusCode ByFilter, bool IsGone)> Try(string id, string filter)
{
    await Send(HttpMethod.Post, $"/orchestrators/Waits/{id}");
    var deadline = Stopwatch.StartNew();
    while (!(await Send(HttpMethod.Get, $"/instances/{id}")).Text.Contains("\"runtimeStatus\":\"Running\""))
    {
        if (deadline.Elapsed > TimeSpan.FromMinutes(1))
        {
            throw new TimeoutException("The orchestration does not run.");
        }

        await Task.Delay(100);
    }

    string from = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ssZ");
    var byId = await Send(HttpMethod.Delete, $"/instances/{id}");
    var byFilter = await Send(HttpMethod.Delete, $"/instances?createdTimeFrom={from}{filter}");
    bool isGone = (await Send(HttpMethod.Get, $"/instances/{id}")).Status == HttpStatusCode.NotFound;
    Console.WriteLine($"\nDELETE instances/{id}: {(int)byId.Status} {byId.Text}");
    Console.WriteLine($"DELETE instances?createdTimeFrom={from}{filter}: {(int)byFilter.Status} {byFilter.Text}");
    Console.WriteLine($"The running instance is {(isGone ? "gone" : "still there")}.");
    return (byId.Status, byFilter.Status, isGone);
}

bool isSo = await Try("completed", "&runtimeStatus=Completed") is (HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound, false)
    & await Try("no-status", "") is (HttpStatusCode.PreconditionFailed, HttpStatusCode.OK, true)
    & await Try("running", "&runtimeStatus=Running") is (HttpStatusCode.PreconditionFailed, HttpStatusCode.OK, true)
    & await Try("misspelt", "&runtimeStatus=Completd") is (HttpStatusCode.PreconditionFailed, HttpStatusCode.OK, true);
Console.WriteLine(isSo ? "\nAs found: filters purge what runs." : "\nChanged: see the answers above.");
await host.StopAsync();
return isSo ? 0 : 1;

public static class Functions
{
    [FunctionName("Waits")]
    public static Task Waits([OrchestrationTrigger] IDurableOrchestrationContext context) =>
        context.WaitForExternalEvent("go on");
}

internal sealed class Types : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() => [typeof(Functions)];
}

internal sealed class Addresses : IWebHookProvider
{
    public const string Root = "http://localhost/runtime/webhooks/durabletask";

    public Uri GetUrl(IExtensionConfigProvider extension) => new(Root);
}
END

npm install --silent --no-audit --no-fund --no-save --prefix "$folder" azurite@3.37.0
dotnet msbuild -restore -nologo -verbosity:quiet
node node_modules/azurite/dist/src/azurite.js --inMemoryPersistence --skipApiVersionCheck --disableTelemetry \
  --blobPort 0 --queuePort 0 --tablePort 0 > azurite.log 2>&1 &
storage=$!

# endpoint SERVICE : where it listens, once it does.
endpoint() {
  local tries
  for ((tries = 0; tries < 150; tries++)); do
    if grep -q "$1 service is successfully listening" azurite.log; then
      sed -n "s/.*$1 service is successfully listening at //p" azurite.log
      return
    fi
    sleep 0.2
  done
  cat azurite.log >&2
  return 1
}

echo "Azurite $(node -p 'require("azurite/package.json").version')"
# The emulator's account and key are the same everywhere, and public.
account=devstoreaccount1
key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==
blobs=$(endpoint Blob)
queues=$(endpoint Queue)
tables=$(endpoint Table)
connection="AccountName=$account;AccountKey=$key;BlobEndpoint=$blobs/$account;QueueEndpoint=$queues/$account"
dotnet bin/Debug/net10.0/Finding.dll "$connection;TableEndpoint=$tables/$account"
