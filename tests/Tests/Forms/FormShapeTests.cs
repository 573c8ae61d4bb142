using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Weiguang.Tests.Forms;

/// <summary>A list that nobody ticked, or whose first row is missing, is bound as null whatever its initializer says; so a form's lists say that they may be.</summary>
public class FormShapeTests
{
    [Fact]
    public void Lists_of_a_form_may_be_missing()
    {
        var forms = typeof(Program).Assembly.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("Weiguang.", StringComparison.Ordinal)).Select(Assembly.Load).Append(typeof(Program).Assembly)
            .SelectMany(a => a.GetTypes()).SelectMany(Properties).Where(p => p.GetCustomAttribute<SupplyParameterFromFormAttribute>() is not null).ToList();
        var lists = forms.Where(IsList).Concat(forms.Select(p => p.PropertyType).SelectMany(t => Lists(t, []))).ToList();

        Assert.True(lists.Count > 10, "the forms were not found");
        Assert.Empty(lists.Where(p => new NullabilityInfoContext().Create(p).ReadState != NullabilityState.Nullable).Select(p => $"{p.DeclaringType}.{p.Name}"));
    }

    private static IEnumerable<PropertyInfo> Lists(Type form, HashSet<Type> seen)
    {
        var item = form.IsArray ? form.GetElementType()! : form.IsGenericType ? form.GenericTypeArguments[^1] : form;
        if (item.Namespace?.StartsWith("Weiguang", StringComparison.Ordinal) != true || item.IsEnum || !seen.Add(item))
        {
            return [];
        }

        var bound = Properties(item).Where(p => p.CanWrite).ToList();
        return bound.Where(IsList).Concat(bound.SelectMany(p => Lists(p.PropertyType, seen)));
    }

    private static bool IsList(PropertyInfo property) => property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable));

    private static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
