using DtnBox.FunctionsHost;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.DurableBench.Floor;

/// <summary>The very host, with a store in memory: what is left of a figure when storage costs nothing.</summary>
internal static class FloorHost
{
    /// <summary>The argument that makes this program the host.</summary>
    public const string Argument = "floor-host";

    public static Task<int> RunAsync(string[] args) => FunctionsHostProgram.RunAsync(
        args, services => services.AddSingleton<IDurabilityProviderFactory, InMemoryProviderFactory>());
}

/// <summary>Chosen by host.json's <c>storageProvider:type</c>.</summary>
internal sealed class InMemoryProviderFactory : IDurabilityProviderFactory
{
    public const string TypeName = "InMemory";

    private readonly InMemoryProvider _provider = new(new());

    public string Name => TypeName;

    public DurabilityProvider GetDurabilityProvider() => _provider;

    public DurabilityProvider GetDurabilityProvider(DurableClientAttribute attribute) => _provider;
}
