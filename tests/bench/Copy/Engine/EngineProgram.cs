using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Transfer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.CopyBench.Engine;

/// <summary>The engine as a process of its own, so that its processor time and memory are its own.</summary>
/// <remarks>Settings come from the environment, as the agent's do: <c>Transfer__PartsInFlight=16</c>.</remarks>
internal static class EngineProgram
{
    public const string Name = "engine";

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        string line = await Console.In.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("No job was given.");
        EngineJob job = JsonSerializer.Deserialize<EngineJob>(line, ContractJson.Options)!;

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        services.AddTransfer();
        await using ServiceProvider provider = services.BuildServiceProvider();

        EngineResult result = await new EngineRun(job, provider).RunAsync(cancellationToken);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, ContractJson.Options));
        return result.Failed == 0 ? 0 : 1;
    }
}
