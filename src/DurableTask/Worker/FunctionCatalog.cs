namespace DtnBox.DurableTask.Worker;

/// <summary>All functions of the app, for dispatch and for tests that compare them with the <c>function.json</c> files.</summary>
public sealed class FunctionCatalog
{
    private readonly Dictionary<string, RegisteredFunction> _functions = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<RegisteredFunction> Functions => _functions.Values;

    /// <summary>The function of this name (case does not matter), or null.</summary>
    public RegisteredFunction? Find(string name) => _functions.GetValueOrDefault(name);

    internal void Add(RegisteredFunction function)
    {
        if (function.Name.Length == 0 || !char.IsAsciiLetter(function.Name[0])
            || !function.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException(
                $"'{function.Name}' cannot name a function: use letters, digits and '_', with a letter first.",
                nameof(function));
        }

        if (!_functions.TryAdd(function.Name, function))
        {
            throw new ArgumentException(
                $"Two functions are named '{function.Name}': {_functions[function.Name].ImplementationType}"
                + $" and {function.ImplementationType}.",
                nameof(function));
        }
    }
}
