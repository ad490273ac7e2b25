using System.Reflection;
using System.Reflection.Emit;

namespace DtnBox.FunctionsHost.Jobs;

/// <summary>Makes the class that the WebJobs SDK looks for: a method with the right attributes for each function of the worker.</summary>
internal static class FunctionTypes
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static Type Emit(IEnumerable<WorkerFunction> functions)
    {
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new("DtnBox.FunctionsHost.Emitted"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("functions").DefineType("Functions", TypeAttributes.Public);
        FieldBuilder calls = type.DefineField("calls", typeof(FunctionCalls), FieldAttributes.Private);
        ILGenerator code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [calls.FieldType]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, calls);
        code.Emit(OpCodes.Ret);
        foreach (WorkerFunction function in functions.Where(function => function.Kind != TriggerKind.HttpTrigger))
        {
            Define(type, calls, function, function.Trigger);
        }

        return type.CreateType();
    }

    /// <summary>Defines <c>Task Name([Trigger] T first, CancellationToken token) => calls.CallAsync("Name", [first], token)</c>.</summary>
    private static void Define(TypeBuilder type, FieldInfo calls, WorkerFunction function, Binding trigger)
    {
        (Type returns, Type first, CustomAttributeBuilder attribute) = function.Kind switch
        {
            TriggerKind.OrchestrationTrigger => (typeof(Task<object>), typeof(string), Attribute<OrchestrationTriggerAttribute>(
                [], ("Orchestration", trigger.Orchestration ?? function.Name), ("DurableRequiresGrpc", true))),
            TriggerKind.ActivityTrigger => (typeof(Task<object>), typeof(string), Attribute<ActivityTriggerAttribute>(
                [], ("Activity", trigger.Activity ?? function.Name))),
            _ => (typeof(Task), typeof(TimerInfo), Attribute<TimerTriggerAttribute>(
                [trigger.Schedule ?? ""], ("RunOnStartup", trigger.RunOnStartup), ("UseMonitor", trigger.UseMonitor))),
        };
        // An activity has a second one, which is bound by its name.
        (string Name, Type Type)[] arguments =
            [(trigger.Name, first), .. ((string, Type)[])(function.Kind == TriggerKind.ActivityTrigger ? [("instanceId", typeof(string))] : [])];
        (string Name, Type Type)[] parameters = [.. arguments, ("cancellationToken", typeof(CancellationToken))];
        MethodBuilder method = type.DefineMethod(function.Name, MethodAttributes.Public, returns, [.. parameters.Select(p => p.Type)]);
        method.SetCustomAttribute(Attribute<FunctionNameAttribute>([function.Name]));
        ParameterBuilder[] defined = [.. parameters.Select((p, i) => method.DefineParameter(i + 1, ParameterAttributes.None, p.Name))];
        defined[0].SetCustomAttribute(attribute);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, calls);
        code.Emit(OpCodes.Ldstr, function.Name);
        code.Emit(OpCodes.Ldc_I4, arguments.Length);
        code.Emit(OpCodes.Newarr, typeof(object));
        for (int i = 0; i < arguments.Length; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldarg, (short)(i + 1));
            code.Emit(OpCodes.Stelem_Ref);
        }

        code.Emit(OpCodes.Ldarg, (short)parameters.Length);
        code.Emit(OpCodes.Callvirt, typeof(FunctionCalls).GetMethod(nameof(FunctionCalls.CallAsync))!);
        code.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder Attribute<T>(object[] arguments, params (string Name, object Value)[] properties) => new(
        typeof(T).GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments,
        [.. properties.Select(property => typeof(T).GetProperty(property.Name, Any)!)], [.. properties.Select(property => property.Value)]);
}
