import re
def sub(p,*pairs):
    p='./'+p; s=open(p).read()
    for a,b in pairs:
        assert a in s,(p,a)
        s=s.replace(a,b,1)
    open(p,'w').write(s)
sub('Sources/Store/Records/OrganizationDirectory.swift',('''  private var slugs: [OrganizationID: String] = [:]
''','''  private var slugByID: [OrganizationID: String] = [:]
'''),('    slugs[id] = slug\n','    slugByID[id] = slug\n'),('{ slugs[id] ?? "#\\(id.number)" }','{ slugByID[id] ?? "#\\(id.number)" }\n\n  /// Every slug, in order.\n  package var slugs: [String] { slugByID.values.sorted() }'))
def comp(p,*items):
    """adds completion: before the closing of help:ArgumentHelp(...)) of the option declared as var"""
    f='./'+p; s=open(f).read()
    for var,kind in items:
        i=s.index(f'  var {var}')
        # the end of the attribute: last ')' before var
        j=s.rindex(')',0,i)
        k=max(s.rfind('@Option(',0,i),s.rfind('@Argument(',0,i))
        body=s[k:j]
        # place before transform: if there is one
        m=re.search(r',\s*transform:',body)
        pos=k+m.start() if m else j
        s=s[:pos]+f', completion: BookNames.{kind}'+s[pos:]
    open(f,'w').write(s)
comp('Sources/CLI/Report/SelectionOptions.swift',('givenBuyer','organizations'),('provider','organizations'),('contract','contracts'))
comp('Sources/CLI/Report/PartiesOptions.swift',('givenBuyers','organizations'),('provider','organizations'),('contract','contracts'))
comp('Sources/CLI/Show/HistoryCommand.swift',('provider','organizations'),('buyer','organizations'),('contract','contracts'))
comp('Sources/CLI/Show/ShowCommand.swift',('name: String','organizations'),('reference','contracts'))
comp('Sources/CLI/Show/ShowNameCommand.swift',('name: String','things'))
comp('Sources/CLI/Show/ImportsCommand.swift',('number','imports'))
comp('Sources/CLI/Maintain/UndoCommand.swift',('number','imports'))
comp('Sources/CLI/Import/MapCommand.swift',('name: String','mappings'))
sub('Sources/CLI/Offtake.swift',('''      ConfigCommand.self,
''','''      ConfigCommand.self,
      CompletionCommand.self,
      ManualCommand.self,
'''))
sub('Tests/CLITests/TranscriptTests.swift',('"offtake completion", ','"offtake completion", "offtake manual", '))
sub('CHANGELOG.md',('''## 0.3.0, unreleased

''','''## 0.3.0, unreleased

- `offtake completion bash|zsh|fish` makes a shell complete commands, options, values and, from the book, organizations, contracts and import
  numbers. `offtake manual FOLDER` writes a page of the manual for each command. `scripts/install PREFIX` puts program, manual and completions
  in place.
'''))
sub('README.md',('''every command can be [configured](docs/configuration.md).''','''every command can be [configured](docs/configuration.md). `scripts/install PREFIX` puts the program, its manual and the
completions of bash, zsh and fish in place.'''))
sub('docs/help.md',('''## Exit codes
''','''## Completion and manual

`scripts/install PREFIX` puts them in place. Without it, `source <(offtake completion bash)` completes in this shell.

```console
$ offtake completion bash | bash -n && echo fine
$ mkdir man1 && offtake manual man1 && ls man1 | head -n 4
```

## Exit codes
'''))
