using System.Text.Json;

namespace DtnBox.FunctionsHost.Worker;

internal enum TriggerKind { HttpTrigger, OrchestrationTrigger, ActivityTrigger, TimerTrigger }

/// <summary>A function as the worker describes it: what starts it, and the names of its bindings to the durable client.</summary>
internal sealed record WorkerFunction(RpcFunctionMetadata Metadata, TriggerKind Kind, Binding Trigger, IReadOnlyList<string> Clients)
{
    public string Name => Metadata.Name;

    public static WorkerFunction Read(RpcFunctionMetadata metadata)
    {
        Binding[] all = [.. metadata.RawBindings.Select(json => JsonSerializer.Deserialize<Binding>(json, JsonSerializerOptions.Web)!)];
        Binding? trigger = Array.Find(all, binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        var clients = all.Where(binding => binding.Type.Equals("durableClient", StringComparison.OrdinalIgnoreCase));
        return Enum.TryParse(trigger?.Type, ignoreCase: true, out TriggerKind kind)
            ? new(metadata, kind, trigger!, [.. clients.Select(binding => binding.Name)])
            : throw new AppConfigurationException(
                "app", metadata.Name, $"has the trigger {trigger?.Type}", "This host runs http, timer, orchestration and activity triggers");
    }
}

/// <summary>A binding, with what one or the other kind of trigger says besides.</summary>
internal sealed record Binding(
    string Type, string Name, string? Route, string[]? Methods, string? Orchestration, string? Activity, string? Schedule,
    bool RunOnStartup = false, bool UseMonitor = true);
