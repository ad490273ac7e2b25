using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DtnBox.CopyBench.Invented;

/// <summary>The invented store as a process of its own: <c>store OBJECTS BYTES</c>.</summary>
internal static class InventedProgram
{
    public const string Name = "store";

    /// <summary>What it says, with its address behind, when it can be connected to.</summary>
    private const string Listening = "listening on ";

    public static Task<HelperProcess> StartAsync(int objects, int bytes, CancellationToken cancellationToken)
        => HelperProcess.StartAsync([Name, $"{objects}", $"{bytes}"], Listening, cancellationToken);

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        var store = new InventedStore(
            int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
        app.Run(store.AnswerAsync);
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{Listening}{app.Urls.Single()}/");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
