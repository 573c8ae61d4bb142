using System.Reflection;
using Microsoft.AspNetCore.Components;
using Weiguang.Kernel.Http;
using Weiguang.Orders.Domain;
using Weiguang.Web;

namespace Weiguang.Tests.Kernel;

/// <summary>What must be one word of a list is one, wherever it comes in.</summary>
public sealed class WordDoorTests
{
    [Theory]
    [InlineData("Partly", true)]
    [InlineData("partly", true)]
    [InlineData("partly,no", false)]
    [InlineData("2", false)]
    [InlineData("-1", false)]
    [InlineData("99", false)]
    [InlineData("", false)]
    public void A_word_is_one_of_the_list_by_its_name(string text, bool isWord) => Assert.Equal(isWord, WordDoor.IsWord(typeof(Solved), text));

    [Theory]
    [InlineData("pending-review", true)]
    [InlineData("PendingReview", true)]
    [InlineData("pending-review,closed", false)]
    public void A_word_of_two_parts_is_written_as_the_api_or_the_program_writes_it(string text, bool isWord) => Assert.Equal(isWord, WordDoor.IsWord(typeof(OrderStatus), text));

    [Theory]
    [InlineData("partly", Solved.Partly)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("yes,no", null)]
    [InlineData(null, null)]
    public void A_step_in_an_address_is_read_by_its_name_alone(string? text, Solved? word) => Assert.Equal(word, WordDoor.Read<Solved>(text));

    [Theory]
    [InlineData("Form.Posts[3].Shifts[12].Kind", "Form.Posts[].Shifts[].Kind")]
    [InlineData("Form.Do", "Form.Do")]
    public void Rows_of_a_form_are_alike(string path, string row) => Assert.Equal(row, WordDoor.Indexed(path));

    /// <summary>Else the door could not tell what a field of that name must be, and would let everything in.</summary>
    [Fact]
    public void No_field_of_a_modules_forms_is_a_word_here_and_anything_there()
    {
        var seen = 0;
        foreach (var module in Modules.Assemblies)
        {
            var known = WordDoor.ListsOf(module);
            seen += known.Count;
            var wanted = from type in module.GetTypes()
                         from form in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(p => p.IsDefined(typeof(SupplyParameterFromFormAttribute)))
                         from field in Fields(form.PropertyType, form.Name)
                         where !known.ContainsKey(field)
                         select $"{type.Name}: {field}";
            Assert.Equal([], wanted);
        }

        Assert.True(seen > 10, $"Only {seen} fields with words were seen.");
    }

    private static IEnumerable<string> Fields(Type declared, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type.IsEnum ? [path] : type.Namespace?.StartsWith("Weiguang.", StringComparison.Ordinal) == true ? type.GetProperties().SelectMany(p => Fields(p.PropertyType, $"{path}.{p.Name}")) : [];
    }
}
