// Validates PDF files as PDF/A-3a and as PDF/UA-1 with veraPDF, all in one virtual machine.
//
// Runs on Rhino, which veraPDF brings along, so that no Java compiler is needed; scripts/verapdf.sh calls it.
// One line for each file and flavour; below a FAIL stand the broken rules by clause. Then the counts, in the words
// that scripts/test.sh adds up. Exit code 1 when any failed.

var Foundries = org.verapdf.pdfa.Foundries;
var Flavour = org.verapdf.pdfa.flavours.PDFAFlavour;
var files = Array.prototype.slice.call(arguments);

function broken(result) {
    var rules = {};
    var checks = result.getTestAssertions().iterator();
    while (checks.hasNext()) {
        var check = checks.next();
        var rule = check.getRuleId();
        var name = rule.getClause() + "-" + rule.getTestNumber();
        rules[name] = rules[name] || String(check.getMessage() + " at " + check.getLocation().getContext());
    }
    return Object.keys(rules).map(function (name) { return "     " + name + " " + rules[name]; });
}

function validate(file, name) {
    var flavour = Flavour.byFlavourId(name);
    var parser = Foundries.defaultInstance().createParser(new java.io.File(file), flavour);
    try {
        var result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
        print([result.isCompliant() ? "PASS" : "FAIL", name, file].join(" "));
        broken(result).forEach(function (line) { print(line); });
        return result.isCompliant();
    } finally {
        parser.close();
    }
}

// veraPDF remarks on every font; only its verdict is asked for.
java.util.logging.LogManager.getLogManager().reset();
org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var passed = 0, failed = 0;
files.forEach(function (file) {
    ["3a", "ua1"].forEach(function (flavour) {
        var good = false;
        try {
            good = validate(file, flavour);
        } catch (error) {
            print(["FAIL", flavour, file].join(" ") + "\n     cannot be read: " + error);
        }
        if (good) passed += 1;
        else failed += 1;
    });
});
print("test result: " + (failed > 0 ? "FAILED" : "ok") + ". " + passed + " passed; " + failed + " failed");
quit(failed > 0 ? 1 : 0);
