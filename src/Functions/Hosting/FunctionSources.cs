using OpenTelemetry.Trace;

namespace DtnBox.Functions.Hosting;

/// <summary>What makes spans in this program beside its own code: requests, functions, and orchestrations.</summary>
internal static class FunctionSources
{
    public static void AddFunctionSources(this TracerProviderBuilder traces) => traces
        .AddSource("Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask", "Grpc.Net.Client")
        .AddAspNetCoreInstrumentation();
}
