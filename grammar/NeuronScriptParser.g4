// The statements of NeuronScript, one at a time: the text of a script is cut into statements before
// it is parsed, so that a damaged one cannot hurt its neighbours. One label for every alternative;
// the label, the visit method and the record it builds have one name.

parser grammar NeuronScriptParser;

options { tokenVocab = NeuronScriptLexer; }

statement
    : (RULE STRING)? (ON moment = (EPOCHS | STEP | PREDICT))? ONCE? WHEN expression
        THEN body (OTHERWISE body)?                                  # when
    | action                                                         # plain
    ;

// What a rule does; which of the actions it may do is for the checker to say.
body : action | LBRACE SEPARATOR* action (SEPARATOR+ action)* SEPARATOR* RBRACE ;

action
    : INPUTS EQUALS? ALL (EXCEPT name (COMMA name)*)?                # inputsAll
    | INPUTS (EQUALS? items)?                                        # inputs
    | WEIGHTS (EQUALS? items (SEED expression)?)?                    # weights
    | BIAS (EQUALS? item FIXED?)?                                    # bias
    | ACTIVATION (EQUALS? expression)?                               # activation
    | LOSS (EQUALS? expression)?                                     # loss
    | PENALTY (EQUALS? expression)?                                  # penalty
    | LEARNING RATE (EQUALS? expression)?                            # learningRate
    | LEARNING RULE EQUALS? (ruleLine | ruleLines)                   # writtenRule
    | LEARNING RULE (EQUALS? name+ (LPAREN (expression (COMMA expression)*)? RPAREN)?)?  # learningRule
    | COST (EQUALS? name)?                                           # cost
    | TARGET (EQUALS? item)?                                         # target
    | DATA LBRACE SEPARATOR* (row (SEPARATOR+ row)* SEPARATOR*)? RBRACE  # dataRows
    | DATA (EQUALS? FROM origin dataOption*)?                        # dataFile
    | SCALE (EQUALS? (name | FROM expression (COMMA expression)* by = BY expression (COMMA expression)*))?  # scale
    | SPLIT (EQUALS? expression splitOption*)?                       # split
    | THRESHOLD (EQUALS? (BEST name | expression))?                  # threshold
    | SEED (EQUALS? expression)?                                     # seed
    | LET name EQUALS expression                                     # let
    | DEFINE name LPAREN name (COMMA name)* RPAREN EQUALS expression
        (WITH DERIVATIVE (BY name EQUALS)? derivative = expression)?
        (REQUIRES requirement = expression)?                         # define
    | DEFINE RULE name+ (LPAREN name (COMMA name)* RPAREN)? ruleLines
        (REQUIRES requirement = expression)?                         # defineRule
    | name EQUALS expression                                         # assign
    | FORWARD example?                                               # forward
    | BACKWARD                                                       # backward
    | UPDATE                                                         # update
    | STEP NUMBER?                                                   # step
    | TRAIN ((expression EPOCHS? | limit) (COMMA? trainOption)*)?    # train
    | PREDICT FROM origin dataOption* (EXPLAINED? TO STRING)?        # predictFrom
    | PREDICT items                                                  # predict
    | EVALUATE (FROM origin | part = NAME)? (COMMA? judgeOption)*    # evaluate
    | CROSS VALIDATE NUMBER (FOLDS | SPLITS expression) splitOption*
        (COMMA? trainOption)*                                        # crossValidate
    | EXPLAIN items                                                  # explain
    | LEDGER                                                         # ledger
    | CHECK what = NAME                                              # check
    | DERIVE (name (BY by = name)? (AT expression (COMMA expression)*)?)?  # derive
    | DIAGNOSE                                                       # diagnose
    | PLOT what = NAME (name (COMMA name)?)? (TO STRING)?            # plot
    | SAVE STRING                                                    # save
    | LOAD STRING                                                    # load
    | EXPORT STRING FLOAT?                                           # export
    | SHOW what = NAME units = NAME                                  # showIn
    | SHOW expression (COMMA expression)*                            # show
    | PRINT expression (COMMA expression)*                           # print
    | EXPECT expression                                              # expect
    | STOP                                                           # stop
    | FAIL expression                                                # fail
    | ANSWER expression                                              # answer
    | FORGET RULE STRING                                             # forgetRule
    | RESET                                                          # reset
    | BACK NUMBER?                                                   # back
    | (INCLUDE | IMPORT) STRING                                      # include
    | SET name (setting = NUMBER | setting = NAME amount = NUMBER?)      # set
    | expression                                                     # showValue
    ;

items : item (COMMA item)* ;

item
    : name EQUALS expression              # namedItem
    | name LBRACKET NUMBER RBRACKET       # numberedItem
    | expression                          # plainItem
    ;

example : items (ARROW expression)? ;

row : expression (COMMA expression)* (ARROW expression (COMMA expression)*)? ;

ruleLines : LBRACE SEPARATOR* ruleLine (SEPARATOR+ ruleLine)* SEPARATOR* RBRACE ;

ruleLine : name LEFT_ARROW expression ;

splitOption
    : SEED expression                     # splitSeed
    | STRATIFIED                          # stratified
    ;

judgeOption
    : CALIBRATION                         # calibration
    | CONFIDENCE NUMBER PERCENT?          # confidence
    | SAMPLES NUMBER                      # samples
    | SEED expression                     # judgeSeed
    ;

// A file, or what the host or the command line has given a name.
origin : STRING | name ;

dataOption
    : WHERE expression                    # where
    | DIVIDER (STRING | name)             # separator
    | DECIMAL name                        # decimal
    | MISSING name                        # missing
    | HEADER name                         # header
    ;

trainOption
    : NUMBER EPOCHS?                      # count
    | limit                               # limited
    ;

limit
    : AT MOST expression EPOCHS?          # atMost
    | BATCH expression                    # batch
    | SHUFFLE (SEED expression)?          # shuffle
    | UNTIL expression                    # until
    ;

name : NAME | QUOTED_NAME ;

// Loosest last, as ANTLR wants it: an alternative binds tighter than those below it.
expression
    : NUMBER                                                        # number
    | STRING                                                        # string
    | constant = (TRUE | FALSE | NAN)                               # constant
    | name LPAREN (expression (COMMA expression)*)? RPAREN          # invocation
    | name                                                          # variable
    | LPAREN expression RPAREN                                      # parentheses
    | <assoc = right> expression CARET expression                   # power
    | MINUS expression                                              # negation
    | expression operator = (TIMES | SLASH | PERCENT) expression    # product
    | expression operator = (PLUS | MINUS) expression               # sum
    | expression
        operator = (LESS | AT_MOST | GREATER | AT_LEAST | EQUAL | UNEQUAL | IS) expression  # comparison
    | expression WITHIN expression                                  # within
    | NOT expression                                                # not
    | expression AND expression                                     # conjunction
    | expression OR expression                                      # disjunction
    | IF expression THEN expression ELSE expression                 # conditional
    ;
