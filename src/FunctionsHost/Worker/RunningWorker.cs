using System.Net.Sockets;

namespace DtnBox.FunctionsHost.Worker;

/// <summary>A worker that has loaded its functions and takes calls.</summary>
internal sealed record RunningWorker(WorkerChannel Channel, Uri HttpAddress, IReadOnlyDictionary<string, WorkerFunction> Functions)
{
    /// <summary>Waits for a worker that was started, asks for its functions and has each of them loaded.</summary>
    public static async Task<RunningWorker> LoadAsync(WorkerChannel channel, string folder, CancellationToken cancellationToken)
    {
        await channel.Connected.WaitAsync(cancellationToken);
        var init = new WorkerInitRequest { HostVersion = "4.0.0.0", WorkerDirectory = folder, FunctionAppDirectory = folder };
        WorkerInitResponse initialized = (await AskAsync(new() { WorkerInitRequest = init })).WorkerInitResponse;
        Check(initialized.Result);
        var ask = new FunctionsMetadataRequest { FunctionAppDirectory = folder };
        FunctionMetadataResponse described = (await AskAsync(new() { FunctionsMetadataRequest = ask })).FunctionMetadataResponse;
        Check(described.Result);
        WorkerFunction[] functions = [.. described.FunctionMetadataResults.Select(WorkerFunction.Read)];
        await Task.WhenAll(functions.Select(async function =>
        {
            var load = new FunctionLoadRequest { FunctionId = function.Metadata.FunctionId, Metadata = function.Metadata };
            Check((await AskAsync(new() { FunctionLoadRequest = load })).FunctionLoadResponse.Result);
        }));
        // It says localhost, which may be a longer way. Without the capability the app has no HTTP functions.
        var http = new UriBuilder(initialized.Capabilities.GetValueOrDefault("HttpUri") ?? "http:") { Host = "127.0.0.1" };
        while (http.Port != 80 && !await ListensAsync(http.Port))
        {
            // Its own HTTP server can be up a moment after it answers here.
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
        }

        return new RunningWorker(channel, http.Uri, functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase));

        Task<StreamingMessage> AskAsync(StreamingMessage question) => channel.AskAsync(question).WaitAsync(cancellationToken);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        return await client.ConnectAsync("127.0.0.1", port).ContinueWith(ended => ended.IsCompletedSuccessfully, TaskScheduler.Default);
    }

    private static void Check(StatusResult result)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new AppConfigurationException("app", "worker", $"did not load: {result.Exception?.Message}", "Mend the app and publish it again");
        }
    }
}
