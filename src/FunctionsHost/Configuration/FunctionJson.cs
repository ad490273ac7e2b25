namespace DtnBox.FunctionsHost.Configuration;

/// <summary>Reads the function.json of every folder under the app.</summary>
internal static class FunctionJson
{
    private static readonly string[] AllMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    public static IReadOnlyList<FunctionDefinition> ReadAll(string appFolder, HostSettings host, AppSettings settings)
    {
        FunctionDefinition[] functions =
        [
            .. Directory.EnumerateDirectories(appFolder).Order(StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, "function.json"))
                .Where(File.Exists)
                .Select(file => Read(JsonSection.Read(file), host, settings)),
        ];
        return functions.Length > 0
            ? functions
            : throw new AppConfigurationException(
                appFolder, "(folder)", "holds no function", "Publish a function.json per function below it");
    }

    private static FunctionDefinition Read(JsonSection json, HostSettings host, AppSettings settings)
    {
        string name = Path.GetFileName(Path.GetDirectoryName(json.File)!);
        JsonSection bindings = json["bindings"];
        IReadOnlyList<JsonSection> items = bindings.Items();
        JsonSection trigger = items.FirstOrDefault(IsTrigger)
            ?? throw bindings.Fault("has no trigger", "Add a binding whose type ends in Trigger");
        if (items.FirstOrDefault(item => item["name"].Text() == "$return") is { } returned)
        {
            throw returned["name"].Fault("is $return", "Durable triggers take the ReturnValue itself; name HTTP outputs res");
        }

        string binding = trigger["name"].Text() ?? throw trigger["name"].Fault("is missing", "Name the binding");
        return trigger["type"].Text()!.ToUpperInvariant() switch
        {
            "HTTPTRIGGER" => ReadHttp(name, trigger, items, host),
            "ORCHESTRATIONTRIGGER" => new OrchestratorFunction(name, trigger["orchestration"].Text() ?? name, binding),
            "ACTIVITYTRIGGER" => new ActivityFunction(name, trigger["activity"].Text() ?? name, binding),
            "TIMERTRIGGER" => ReadTimer(name, binding, trigger, items, settings),
            _ => throw trigger["type"].Fault(
                $"is {trigger["type"].Text()}", "This host runs http, timer, orchestration and activity triggers"),
        };
    }

    private static HttpFunction ReadHttp(
        string name, JsonSection trigger, IReadOnlyList<JsonSection> items, HostSettings host)
    {
        if (!host.ProxiesHttpRequests)
        {
            throw new AppConfigurationException(
                "host.json", "customHandler.enableProxyingHttpRequest", "is not true",
                $"Set it: this host only proxies HTTP functions, and {name} is one");
        }

        if (items.Count != 2 || !items.Any(item => Is(item, "http")))
        {
            throw new AppConfigurationException(
                trigger.File, "bindings", "are not one httpTrigger and one http output",
                "A proxied function has just those two; use the management API in place of a durableClient binding");
        }

        string[] methods = [.. trigger["methods"].Items().Select(item => (item.Text() ?? "").ToUpperInvariant())];
        return new HttpFunction(name, trigger["route"].Text() ?? name, methods.Length > 0 ? methods : AllMethods);
    }

    private static TimerFunction ReadTimer(
        string name, string binding, JsonSection trigger, IReadOnlyList<JsonSection> items, AppSettings settings)
    {
        JsonSection schedule = trigger["schedule"];
        string expression = schedule.Text() ?? throw schedule.Fault("is missing", "Write a six-field cron expression");
        return new TimerFunction(
            name,
            binding,
            TimerSchedule.Parse(schedule, settings.Expand(expression)),
            trigger["runOnStartup"].Flag() ?? false,
            trigger["useMonitor"].Flag() ?? true,
            items.FirstOrDefault(item => Is(item, "durableClient"))?["name"].Text());
    }

    private static bool IsTrigger(JsonSection item)
        => item["type"].Text()?.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Is(JsonSection item, string type)
        => string.Equals(item["type"].Text(), type, StringComparison.OrdinalIgnoreCase);
}
