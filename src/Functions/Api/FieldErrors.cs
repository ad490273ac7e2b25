namespace DtnBox.Functions.Api;

/// <summary>Gathers what is wrong with a request, all of it, so that the caller can mend it at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    /// <summary>Adds a fault unless the condition holds.</summary>
    /// <param name="holds">What must be true.</param>
    /// <param name="field">The field's JSON name, with a dot for nested ones.</param>
    /// <param name="fault">The cause and the fix.</param>
    public void Require(bool holds, string field, string fault)
    {
        if (holds)
        {
            return;
        }

        if (!_errors.TryGetValue(field, out List<string>? faults))
        {
            _errors[field] = faults = [];
        }

        faults.Add(fault);
    }

    public IDictionary<string, string[]> ToDictionary()
        => _errors.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
}
