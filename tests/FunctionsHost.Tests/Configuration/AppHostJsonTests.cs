using System.Globalization;
using System.Reflection;
using System.Text.Json;
using DtnBox.Testing;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace DtnBox.FunctionsHost.Tests.Configuration;

/// <summary>The extension takes settings that it does not know without a word, so a slip of the pen would go unnoticed.</summary>
public sealed class AppHostJsonTests
{
    /// <summary>What names the provider itself; the rest is the provider's.</summary>
    private const string ProviderType = "type";

    private static readonly JsonElement Durable = JsonElement.Parse(
            File.ReadAllText(Path.Combine(RepositoryPaths.Root, "src", "Functions", "host.json")))
        .GetProperty("extensions").GetProperty("durableTask");

    [Fact]
    public void HostJson_EachDurableSetting_IsOneThatTheExtensionHas()
    {
        Assert.Empty(Unknown(Durable, typeof(DurableTaskOptions)));
        Assert.Empty(Unknown(Durable.GetProperty("tracing"), typeof(TraceOptions)));
        Assert.Equal([ProviderType], Unknown(
            Durable.GetProperty("storageProvider"), typeof(DurableTaskOptions).Assembly.GetType($"{typeof(DurableTaskOptions).Namespace}.AzureStorageOptions")!));
    }

    [Fact]
    public void HostJson_TaskHub_HasANameOfItsOwn()
        => Assert.Matches("^DtnBox[A-Za-z]+$", Durable.GetProperty("hubName").GetString());

    [Fact]
    public void HostJson_ControlQueue_IsNotHiddenForLessThanTheExtensionTakes()
        => Assert.True(
            TimeSpan.Parse(Durable.GetProperty("storageProvider").GetProperty("controlQueueVisibilityTimeout").GetString()!, CultureInfo.InvariantCulture)
                >= TimeSpan.FromMinutes(1));

    private static IEnumerable<string> Unknown(JsonElement settings, Type options)
    {
        HashSet<string> known = new(
            options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name),
            StringComparer.OrdinalIgnoreCase);
        return settings.EnumerateObject().Select(setting => setting.Name).Where(name => !known.Contains(name));
    }
}
