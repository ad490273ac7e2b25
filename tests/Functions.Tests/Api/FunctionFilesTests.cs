using System.Text.Json;
using DtnBox.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Api;

/// <summary>The folder that a Functions host reads must say what the code does: nothing else would notice.</summary>
public sealed class FunctionFilesTests
{
    private static readonly string AppFolder = Path.GetDirectoryName(typeof(FunctionList).Assembly.Location)!;

    [Fact]
    public void FunctionJson_EveryRegisteredFunction_HasAFileWithItsTrigger()
    {
        SortedDictionary<string, string> inCode = new(StringComparer.Ordinal) { ["api"] = "httpTrigger" };
        foreach (RegisteredFunction function in Registered())
        {
            inCode[function.Name] = function.BindingType;
        }

        SortedDictionary<string, string> inFiles = new(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(AppFolder, "function.json", SearchOption.AllDirectories))
        {
            inFiles[Path.GetFileName(Path.GetDirectoryName(file))!] = Bindings(file).First(type => type.EndsWith("Trigger", StringComparison.Ordinal));
        }

        Assert.Equal(inCode, inFiles);
    }

    [Fact]
    public void FunctionJson_OrchestratorsAndActivities_HaveNoOutputBinding()
    {
        // An output named $return would make the host decode base64 text on its way back (host issue 8352).
        foreach (string file in Directory.GetFiles(AppFolder, "function.json", SearchOption.AllDirectories))
        {
            IReadOnlyList<string> types = Bindings(file);
            if (!types.Contains("httpTrigger", StringComparer.Ordinal))
            {
                Assert.Single(types);
            }
        }
    }

    [Fact]
    public void HostJson_NamesAnExecutableThatIsThere()
    {
        using JsonDocument host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppFolder, "host.json")));
        string executable = host.RootElement.GetProperty("customHandler").GetProperty("description")
            .GetProperty("defaultExecutablePath").GetString()!;
        Assert.True(File.Exists(Path.Combine(AppFolder, executable)), $"{executable} is not in {AppFolder}.");
    }

    private static IReadOnlyList<RegisteredFunction> Registered()
    {
        var services = new ServiceCollection();
        services.AddDurableTaskWorker(FunctionList.Register);
        using ServiceProvider provider = services.BuildServiceProvider();
        return [.. provider.GetRequiredService<FunctionCatalog>().Functions];
    }

    private static IReadOnlyList<string> Bindings(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.GetProperty("bindings").EnumerateArray()
            .Select(binding => binding.GetProperty("type").GetString()!)];
    }
}
