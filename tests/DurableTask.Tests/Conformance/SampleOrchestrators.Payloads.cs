using Sample.App;

namespace DtnBox.DurableTask.Tests.Conformance;

internal static partial class SampleOrchestrators
{
    private static void AddPayloads()
    {
        foreach (string name in new[] { "complex_json", "complex_json_string_enum_input" })
        {
            Add<Order, Order>(name, async (context, order) =>
            {
                order.Quantity += 1;
                order.State = OrderState.Shipped;
                return await context.CallActivityAsync<Order>("Save", order);
            });
        }

        Add("activity_input_forms", async context =>
        {
            object?[] inputs =
            [
                null, "s", 5, new[] { 1, 2 }, new[] { new[] { 1 }, [2] }, new Dictionary<string, object?> { ["k"] = null },
                true, "ü<&'\"\n",
            ];
            await Task.WhenAll(inputs.Select(input => context.CallActivityAsync("A", input)));
            return "ok";
        });
        Add<string?, string>("input_absent_reference", (_, input) => Task.FromResult(input is null ? "null" : "value"));
        Add<string?, string>("input_json_null", (_, input) => Task.FromResult(input is null ? "null" : "value"));
        Add<int, string>("input_absent_value_type", (_, n) => Task.FromResult($"n={n}"));
        Add<string, string>("noop_return_value", (_, input) => Task.FromResult($"done:{input}"));
        Add<string, object?>("return_null", (_, _) => Task.FromResult<object?>(null));
        Add("custom_status", async context =>
        {
            context.SetCustomStatus("working");
            await context.CallActivityAsync("A");
            context.SetCustomStatus(new { step = 2, done = false });
            await context.CallActivityAsync("B");
            context.SetCustomStatus(null);
            return "ok";
        });
        Add("new_guid", async context =>
        {
            Guid first = context.NewGuid();
            Guid second = context.NewGuid();
            await context.CallActivityAsync("A", first);
            return new[] { first, second, context.NewGuid() };
        });
        Add("request_properties", context => Task.FromResult(new
        {
            s = context.Properties["s"],
            n = context.Properties["n"],
            b = context.Properties["b"],
        }));
        Add("version_and_tags", async context =>
        {
            string result = $"{context.Version}|{Math.Sign(context.CompareVersionTo("1.10.0"))}";
            var tagged = new TaskOptions(Tags: new Dictionary<string, string> { ["priority"] = "high" });
            await Task.WhenAll(
                context.CallActivityAsync("A", 1),
                context.CallActivityAsync("A", 2, tagged),
                context.CallActivityAsync("A", 3, new ActivityOptions { Version = "9.9" }),
                context.CallActivityAsync("A", 4, new ActivityOptions { Version = TaskVersion.Unversioned }),
                context.CallSubOrchestratorAsync("Child", 5, new SubOrchestrationOptions { InstanceId = "c5" }),
                context.CallSubOrchestratorAsync(
                    "Child", 6, new SubOrchestrationOptions { InstanceId = "c6", Version = "3.0" }));
            return result;
        });
        Add("default_version_property", context => context.CallSubOrchestratorAsync<string>(
            "Child", 1, new SubOrchestrationOptions { InstanceId = "c1" }));
    }
}
