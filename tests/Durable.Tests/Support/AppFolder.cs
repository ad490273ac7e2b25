using DtnBox.DurableApp;
using DtnBox.DurableTask.Worker;
using DtnBox.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Durable.Tests.Support;

/// <summary>A published app whose handler is App.</summary>
internal sealed class AppFolder : FunctionsAppFolder
{
    public AppFolder()
        : base(RepositoryPaths.Program("DurableApp"), $"{TestStorage.NewPrefix()}hub")
    {
        Settings["DURABLEAPP_FOLDER"] = Folder;
        foreach (RegisteredFunction function in Catalog().Functions)
        {
            string binding = function.Trigger == FunctionTrigger.Orchestration ? "context" : "input";
            AddFunction(function.Name, new { type = function.BindingType, direction = "in", name = binding });
        }

        Save();
    }

    /// <summary>Makes the file that a Gate of this name waits for.</summary>
    public void Open(string gate) => Write(gate, "open");

    /// <summary>Sets members of host.json's section on durable functions.</summary>
    public AppFolder With(params (string Name, string Value)[] settings)
    {
        foreach ((string name, string value) in settings)
        {
            Host["extensions"]!["durableTask"]![name] = value;
        }

        Save();
        return this;
    }

    private static FunctionCatalog Catalog()
        => (FunctionCatalog)new ServiceCollection().AddDurableTaskWorker(AppFunctions.Add)
            .Single(service => service.ServiceType == typeof(FunctionCatalog)).ImplementationInstance!;
}
